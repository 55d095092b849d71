"""/bots/{id}/tests: conversation tests kept with a bot, and what comes of them."""

from asyncio import to_thread
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path

from app.accounts.dependencies import Developer
from app.kit.api import ApiRouter, errors

from ..bodies import TEST, document_body
from ..changes import Operation
from ..endpoints import Source
from ..placing import PLACE
from ..played import played_with
from ..playing import checked_test, test_source
from ..proposals.asked import OnProposal
from .running import Running, require_index
from .schemas import KeptTest, KeptTests, TestRun, TestRunIn
from .writing import KeptOnes, TheTests

router = ApiRouter(prefix="/bots", tags=["tests"])

BODY = {"requestBody": document_body(TEST)}
type Index = Annotated[int, Path(ge=0, lt=2**31, description="Where it stands in the draft, from 0.")]


async def _test(source: Source, _: Developer) -> Any:
    """A test as it is written; `document:invalid` with each fault where it is none."""
    return await to_thread(_read, source)


def _read(source: bytes) -> Any:
    raw = test_source(source)
    checked_test(raw)
    return raw


Written = Annotated[Any, Depends(_test)]


@router.get("/{bot_id}/tests")
async def list_tests(bot_id: UUID, tests: KeptOnes, proposal: OnProposal = None) -> KeptTests:
    """The conversation tests kept in the draft, in their order."""
    return KeptTests.of(await tests.read(bot_id, proposal))


@router.post("/{bot_id}/tests", status_code=201, responses=errors(409, 413), openapi_extra=BODY)
async def add_test(bot_id: UUID, test: Written, tests: TheTests) -> KeptTest:
    """Keep one more, as the last."""
    kept = await tests.edit(bot_id, lambda _: Operation(op="add", path=("tests",), value=test))
    return KeptTest.of(kept, len(kept.tests) - 1)


@router.post("/{bot_id}/tests/run", dependencies=[PLACE], responses=errors(429))
async def run_tests(
    bot_id: UUID, person: Developer, running: Running, wanted: TestRunIn | None = None
) -> TestRun:
    """Play tests of the draft, all or those chosen, with the draft or a version: which are green, which red,
    and why. It touches nothing."""
    chosen = wanted or TestRunIn()
    played = played_with(chosen.version, chosen.proposal)
    return TestRun.of(await running.run(person, bot_id, played, chosen.tests))


@router.get("/{bot_id}/tests/{index}")
async def read_kept_test(bot_id: UUID, index: Index, tests: KeptOnes) -> KeptTest:
    """One of them."""
    kept = await tests.read(bot_id)
    return KeptTest.of(kept, require_index(kept.tests, index))


@router.put("/{bot_id}/tests/{index}", responses=errors(409, 413), openapi_extra=BODY)
async def replace_test(bot_id: UUID, index: Index, test: Written, tests: TheTests) -> KeptTest:
    """Another one in its place. Name the revision it was read at: where a test stands changes with others."""

    def replace(known: list[Any]) -> Operation:
        return Operation(op="set", path=("tests", require_index(known, index)), value=test)

    return KeptTest.of(await tests.edit(bot_id, replace), index)


@router.delete("/{bot_id}/tests/{index}", status_code=204, responses=errors(409))
async def delete_test(bot_id: UUID, index: Index, tests: TheTests) -> None:
    """Keep it no longer; those behind it move up. Name the revision it was read at."""

    def remove(known: list[Any]) -> Operation:
        return Operation(op="remove", path=("tests", require_index(known, index)))

    await tests.edit(bot_id, remove)
