"""Conversation tests on the real engine: nothing is stored, sent or asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import BotReach, require_bot
from app.accounts.dependencies import ThisProcess
from app.accounts.principals import Access, Principal
from app.engine import Answer, BotDocument, CompiledBot, TemplateDocument
from app.engine.secret_values import with_kept
from app.engine.simulation import RunCodeWith, no_sandbox, run_compiled
from app.kit.api.computing import TheProcessors
from app.kit.computing import Computing
from app.kit.errors import InvalidInput
from app.runtime.playing import SECONDS
from app.storage.database import Database
from app.storage.models import Bot, BotVariables

from .asking import Asking, TheAsking
from .code import Code, TheCode
from .played import Played, document_played
from .playing import checked_test, make_ready, new_size, shown_turns, stopwatch, test_source
from .schemas import Simulated
from .versions import document_of, workspace_templates

type Read = tuple[BotDocument, tuple[TemplateDocument, ...]]


async def compiled(session: AsyncSession, bot_id: UUID, number: int | None) -> Callable[[], CompiledBot]:
    """What makes the draft (None), or a version, ready to run, once the database has been let go."""
    document = await document_of(session, bot_id, number)
    bot = await session.get_one(Bot, bot_id)
    templates = await workspace_templates(session, bot.workspace_id)
    return lambda: make_ready(document, templates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulator:
    """Reads what a conversation test plays with, lets go of the database, and plays it."""

    database: Database
    processors: Computing
    code: Code
    asking: Asking

    async def play(self, person: Principal, bot_id: UUID, played: Played, source: bytes) -> str:
        """What came of the test, as the JSON of Simulated. For those who may see the bot."""
        async with self.processors.place(person.person_id):
            read, _ = await self._read(person, bot_id, played, Access.VIEWER)
            return await self.processors.run_long(_simulated, read, source, self.code.runner(bot_id))

    async def play_for_real(self, person: Principal, bot_id: UUID, played: Played, source: bytes) -> str:
        """The same, but what no mock answers is asked for outside. For those who may change the bot.

        Nobody waits for a server with a processor in his hands: the test is played again with each answer.
        """
        if played.proposal is not None:
            raise InvalidInput("proposal:not_live", "What a proposal asks for outside is not performed.")
        (document, templates), reach = await self._read(person, bot_id, played, Access.EDITOR)
        if person.scopes is None and document.secrets:  # a token could have code tell them
            document = await self._with_secrets(bot_id, document)
        read = document, templates
        world = self.asking.on_behalf(bot_id, reach.workspace_id)

        async def play(answers: tuple[Answer, ...]) -> dict[str, Any]:
            async with self.processors.place(person.person_id):
                runner = self.code.runner(bot_id)
                return await self.processors.run_long(_shown, read, source, runner, answers)

        outcome = await world.play(play)
        return Simulated.model_validate(outcome | {"recorded": world.recorded}).model_dump_json()

    async def _with_secrets(self, bot_id: UUID, document: BotDocument) -> BotDocument:
        async with self.database.unit_of_work() as session:
            asked = select(BotVariables.variables).where(BotVariables.bot_id == bot_id)
            kept = await session.scalar(asked) or {}
        variables = with_kept(document.variables, document.secrets, kept)
        return document.model_copy(update={"variables": variables})

    async def _read(
        self, person: Principal, bot_id: UUID, played: Played, access: Access
    ) -> tuple[Read, BotReach]:
        async with self.database.unit_of_work() as session:
            reach = await require_bot(session, person, bot_id, access)
            document = await document_played(session, bot_id, played)
            return (document, await workspace_templates(session, reach.workspace_id)), reach

    async def play_document(self, person: Principal, document: BotDocument, source: bytes) -> str:
        """The same with a document that is nobody's bot; its code runs where only this person's does."""
        async with self.processors.place(person.person_id):
            run_code = self.code.runner(person.person_id)
            return await self.processors.run_long(_simulated, (document, ()), source, run_code)


def _simulator(
    process: ThisProcess, processors: TheProcessors, code: TheCode, asking: TheAsking
) -> Simulator:
    return Simulator(database=process.database, processors=processors, code=code, asking=asking)


Simulating = Annotated[Simulator, Depends(_simulator)]


def _simulated(read: Read, source: bytes, run_code: RunCodeWith) -> str:
    return Simulated.model_validate(_shown(read, source, run_code)).model_dump_json()


def _shown(
    read: Read, source: bytes, run_code: RunCodeWith, asking: tuple[Answer, ...] | None = None
) -> dict[str, Any]:
    return simulate(read, source, run_code=run_code, asking=asking)


def simulate(
    bot: Read,
    source: bytes,
    *,
    seconds: float = SECONDS,
    run_code: RunCodeWith = no_sandbox,
    asking: tuple[Answer, ...] | None = None,
) -> dict[str, Any]:
    """What came of the test, as JSON; InvalidInput where it is none, or is too much work. `asking` as in
    run_compiled."""
    read = checked_test(test_source(source))
    look = stopwatch(seconds)
    ready = make_ready(*bot)
    look()
    outcome = run_compiled(ready, read, run_code, stopwatch=look, asking=asking)
    whole = {"name": outcome.name, "passed": outcome.passed, "differences": list(outcome.differences)}
    return whole | {"turns": shown_turns(outcome, look, new_size())}
