"""Tests kept with a bot played for people: the database let go, the processors shared with others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from app.accounts.access import require_bot
from app.accounts.dependencies import ThisProcess
from app.accounts.principals import Access, Principal
from app.engine import BotDocument
from app.kit.api.computing import TheProcessors
from app.kit.computing import Computing
from app.kit.errors import NotFound
from app.storage.database import Database

from ..code import Code, TheCode
from ..played import Played, document_played
from ..playing import make_ready
from ..proposals.shown import draft_or_branch
from ..templates import workspace_templates
from .playing import Budget, Numbered, Result, Templates, played


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of tests of the draft, or of a proposal, at `revision`, played with it or with a version."""

    revision: int
    played: Played
    results: list[Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRunner:
    """Who asks it has a place among those who compute."""

    database: Database
    processors: Computing
    code: Code

    async def run(self, person: Principal, bot_id: UUID, with_: Played, chosen: Sequence[int] | None) -> Run:
        """Those chosen by where they stand in the draft, or in the proposal they are played with, or all. For
        those who may see the bot."""
        async with self.database.unit_of_work() as session:
            reach = await require_bot(session, person, bot_id, Access.VIEWER)
            kept = await draft_or_branch(session, bot_id, with_.proposal)
            draft = kept.draft.parsed
            document = draft if with_.number is None else await document_played(session, bot_id, with_)
            templates = await workspace_templates(session, reach.workspace_id)
        results = await self.play(bot_id, document, templates, _chosen(draft.tests, chosen))
        return Run(revision=kept.revision, played=with_, results=results)

    async def play(
        self, bot_id: UUID, document: BotDocument, templates: Templates, tests: Sequence[Numbered]
    ) -> list[Result]:
        """One by one, so that what others ask comes between."""
        if not tests:
            return []
        bot = await self.processors.run(make_ready, document, templates)
        budget = Budget(run_code=self.code.runner(bot_id))
        return [await self.processors.run_long(played, bot, test, budget) for test in tests]


def _chosen(tests: Sequence[Any], chosen: Sequence[int] | None) -> list[Numbered]:
    if chosen is None:
        return list(enumerate(tests))
    return [(index, tests[require_index(tests, index)]) for index in dict.fromkeys(chosen)]


def require_index(tests: Sequence[Any], index: int) -> int:
    """NotFound `test:not_found` where no test stands there."""
    if not 0 <= index < len(tests):
        raise NotFound("test:not_found", "There is no such test.", index=index)
    return index


def _runner(process: ThisProcess, processors: TheProcessors, code: TheCode) -> TestRunner:
    return TestRunner(database=process.database, processors=processors, code=code)


Running = Annotated[TestRunner, Depends(_runner)]
