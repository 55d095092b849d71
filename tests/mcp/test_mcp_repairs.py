"""Twenty broken bots are mended by a script that only reads what `check` returns."""

import pytest
from assistants import Owner, assistant_at, example, example_tests
from repairing import BREAKERS, broken, repair

from chaos.whole_system import System

NAMES = ("quiz", "lead-form", "pizza-order", "weather", "appointment")
KINDS: set[str] = set()


@pytest.mark.parametrize("seed", range(20))
async def test_a_broken_bot_is_mended_and_does_what_it_did(
    system: System, author: Owner, token: str, seed: int
):
    name = NAMES[seed % len(NAMES)]
    document, kinds = broken(example(name), seed)
    KINDS.update(kinds)
    bot = author.imported(document)
    async with assistant_at(system, token) as assistant:
        assert (await assistant("check", bot_id=bot))["counts"]["error"] > 0, kinds
        left = await repair(assistant, bot)
        assert left["issues"] == [], kinds
        for test in example_tests(name)[:2]:
            played = await assistant("simulate", bot_id=bot, test=test)
            assert played["passed"], (kinds, played["differences"])
        assert (await assistant("publish", bot_id=bot))["version"] == 1


def test_every_kind_of_fault_was_among_them():
    """Runs last of this file."""
    assert set(BREAKERS) == KINDS
