"""The history of an emitter, and running it now."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.principals import Access
from app.kit.clock import now
from app.kit.errors import Conflict
from app.kit.keyset import SortedPage
from app.storage.models import Bot, EmitterRun
from app.storage.sorting import SortKey, by_moment, sorted_page

from .emitters import Emitters
from .schemas_of_runs import RunFilter

SORTED: dict[str, SortKey] = {"occurrence": by_moment(EmitterRun.occurrence)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    emitters: Emitters

    async def page(
        self, emitter_id: UUID, wanted: RunFilter, page: SortedPage
    ) -> tuple[list[EmitterRun], str | None]:
        emitter = await self.emitters.reach(emitter_id, Access.VIEWER)
        statement = select(EmitterRun).where(EmitterRun.emitter_id == emitter.id)
        if wanted.kind is not None:
            statement = statement.where(EmitterRun.kind == wanted.kind)
        if wanted.state is not None:
            statement = statement.where(EmitterRun.state == wanted.state)
        return await sorted_page(self.emitters.session, statement, SORTED, wanted.sort, page)

    async def start(self, emitter_id: UUID) -> EmitterRun:
        """Say it now to its whole audience; its schedule goes on as if that had not been."""
        session = self.emitters.session
        emitter = await self.emitters.reach(emitter_id, Access.EDITOR)
        bot = await session.get_one(Bot, emitter.bot_id)
        if bot.status != "active":
            raise Conflict("emitter:bot_rests", "Its bot is paused or archived.", status=bot.status)
        if emitter.needs_message_processing and bot.published_version is None:
            raise Conflict("emitter:bot_rests", "Its bot is not published.", status="unpublished")
        mine = (EmitterRun.emitter_id == emitter.id, EmitterRun.kind == "send", EmitterRun.state == "open")
        if await session.scalar(select(func.count()).where(*mine)):
            raise Conflict("emitter:runs", "It is being sent just now.")
        run = EmitterRun(emitter_id=emitter.id, cause="person", occurrence=now())
        session.add(run)
        await session.flush()
        await session.refresh(run)
        self.emitters.record("emitter.run", emitter, after={"run": str(run.id)})
        return run
