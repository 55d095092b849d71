"""Half of what the system can do at most, for minutes, while all its parts are killed with -9 in turn.

CHAOS_SECONDS: for how long; `make chaos` says 300.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from chaos.people import check_conversation
from chaos.queues import all_quiet, open_rows
from chaos.talkers import Talker, arrived, at_rate, peak
from chaos.whole_system import PROCESSES, System, author_of, running_system, until
from conversing import ECHO

SECONDS = float(os.environ.get("CHAOS_SECONDS", "60"))
PEOPLE = 64
PEAK_SECONDS = 5.0
BREATHS = (0.5, 2.0)  # seconds between one kill's recovery and the next kill
BACK = 120.0  # seconds for a part to be back
CAUGHT_UP = 300.0  # seconds for all answers to come once everything is back

pytestmark = pytest.mark.timeout(SECONDS + 2 * CAUGHT_UP)


@pytest.fixture
def own_system(tmp_path) -> Iterator[System]:
    with running_system(tmp_path, MESSAGE_RATE="0") as system:
        yield system


def accepted_by(talkers: Sequence[Talker]) -> int:
    return sum(len(one.accepted) for one in talkers)


async def kill_in_turn(
    system: System, talkers: Sequence[Talker], choice: random.Random, kills: Counter[str]
) -> None:
    """Runs until it is cancelled: each part once a round, the rounds in different orders.

    The next falls as soon as messages are accepted again and a breath was taken.
    """
    while True:
        for name in choice.sample(sorted(PROCESSES), len(PROCESSES)):
            await until(lambda name=name: name in system.processes(), BACK)
            pid = system.kill(name)
            kills[name] += 1
            await until(lambda name=name, pid=pid: system.is_back(name, pid), BACK)
            before = accepted_by(talkers)
            await until(lambda before=before: accepted_by(talkers) > before, BACK)
            await asyncio.sleep(choice.uniform(*BREATHS))


async def longest_silence(talkers: Sequence[Talker], longest: list[float]) -> None:
    """Runs until it is cancelled: `longest` is the time in which nothing was accepted at all, in seconds."""
    accepted, since = 0, time.monotonic()
    while True:
        await asyncio.sleep(0.02)
        if (now := accepted_by(talkers)) > accepted:
            accepted, since = now, time.monotonic()
        longest[0] = max(longest[0], time.monotonic() - since)


async def test_a_storm_loses_nothing_doubles_nothing_and_displaces_nothing(
    own_system: System, record_property
):
    seed = time.time_ns() % 2**32
    kills: Counter[str] = Counter()
    silence = [0.0]
    with author_of(own_system) as author:
        channel = author.public_channel(author.published_bot(ECHO))
    talkers = await arrived(channel, own_system.port, PEOPLE)
    async with asyncio.TaskGroup() as group:
        listening = [group.create_task(one.listen()) for one in talkers]
        most = await peak(talkers, PEAK_SECONDS)
        talking = [group.create_task(one.talk()) for one in talkers]
        harm = [
            group.create_task(kill_in_turn(own_system, talkers, random.Random(seed), kills)),  # noqa: S311 - to be told and repeated
            group.create_task(longest_silence(talkers, silence)),
        ]
        before = accepted_by(talkers)
        due = await at_rate(talkers, most / 2, SECONDS)
        for task in harm:
            task.cancel()
        await until(lambda: set(own_system.processes()) == PROCESSES, BACK)

        ended = time.monotonic()
        await until(lambda: accepted_by(talkers) == before + due, CAUGHT_UP)
        for one in talkers:
            async with asyncio.timeout(CAUGHT_UP):
                await one.answered(len(one.accepted))
        caught_up = time.monotonic() - ended
        for task in (*listening, *talking):
            task.cancel()

    for one in talkers:
        rows = await one.read_back()
        check_conversation(one, rows, len(one.accepted))
        assert [message["seq"] for message in one.seen] == [row["seq"] for row in rows]
        one.close()
    await all_quiet(own_system)
    assert not (await open_rows(own_system))["dead_letter"]
    assert set(kills) == PROCESSES
    record_property(
        "figures",
        f"storm (seed {seed}): {due} messages at {most / 2:.0f} a second, half of the {most:.0f} of before, "
        f"{sum(kills.values())} kills ({', '.join(f'{name} {n}' for name, n in sorted(kills.items()))}); "
        f"nothing was accepted for {silence[0]:.1f} s at most, {sum(one.retries for one in talkers)} tries "
        f"were repeated, all was answered {caught_up:.1f} s after the end",
    )
