"""Publishing as people ask for it: inspected as `inspect` does, with nothing held meanwhile."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot
from app.accounts.audit import Change, record
from app.accounts.dependencies import ThisProcess
from app.accounts.principals import Access, Principal
from app.kit.errors import Conflict
from app.storage.database import Database, after_commit
from app.storage.models import BotVersion

from .bots import locked_bot, steady_bot
from .draft import read_draft
from .inspection import Inspecting, Inspector
from .kept_tests.playing import refuse_red
from .kept_tests.running import Running, TestRunner
from .schemas import Publish
from .versions import Publication, publish, refuse_errors, waiting_sessions
from .waking import Waker, Waking

TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One a request."""

    database: Database
    inspector: Inspector
    runner: TestRunner
    waker: Waker

    async def publish(self, person: Principal, bot_id: UUID, wanted: Publish) -> BotVersion:
        """The next version; Conflict `bot:has_errors`, `bot:red_tests`. A draft that was changed meanwhile is
        inspected and tested again; `bot:changing` where it never stays as it is."""
        for _ in range(TRIES):
            publication = await self._looked_into(person, bot_id, wanted)
            made = await self._published(person, bot_id, publication)
            if made is not None:
                return made
        raise Conflict("bot:changing", "The draft is being changed; publish again in a moment.")

    async def _looked_into(self, person: Principal, bot_id: UUID, wanted: Publish) -> Publication:
        async with self.database.unit_of_work() as session:
            reach = await require_bot(session, person, bot_id, Access.EDITOR)
            bot = await steady_bot(session, bot_id)
            draft = await read_draft(session, bot)
        around = await self.inspector.around(reach.workspace_id, bot_id, draft.parsed)
        refuse_errors(await self.inspector.whole(around, draft.parsed), bot.revision)
        if bot.publish_needs_tests:
            kept = list(enumerate(draft.parsed.tests))
            refuse_red(await self.runner.play(bot_id, draft.parsed, around.templates, kept), bot.revision)
        return Publication(
            author_id=person.person_id,
            note=wanted.note,
            sessions=wanted.sessions,
            surroundings=around.surroundings,
            checked=bot.revision,
            tested=bot.revision if bot.publish_needs_tests else None,
            run_code=self.runner.code.runner(bot_id),
        )

    async def _published(
        self, person: Principal, bot_id: UUID, publication: Publication
    ) -> BotVersion | None:
        """None where the draft is no longer the one that was looked into."""
        async with self.database.unit_of_work() as session:
            await require_bot(session, person, bot_id, Access.EDITOR)
            bot = await locked_bot(session, bot_id)
            if bot.revision != publication.checked:
                return None
            made = await publish(session, bot_id, publication)
            await self._follow(session, made, person)
        return made

    async def _follow(self, session: AsyncSession, made: BotVersion, person: Principal) -> None:
        change = Change(
            action="bot.publish",
            subject_id=made.bot_id,
            bot_id=made.bot_id,
            actor_id=person.person_id,
            after={"version": made.number, "sessions": made.sessions},
        )
        record(session, change)
        waiting = await waiting_sessions(session, made.bot_id)
        after_commit(session, lambda: self.waker.wake(waiting))
        await session.refresh(made)


def _publisher(process: ThisProcess, inspecting: Inspecting, running: Running, waking: Waking) -> Publisher:
    return Publisher(database=process.database, inspector=inspecting, runner=running, waker=waking)


Publishing = Annotated[Publisher, Depends(_publisher)]
