"""Crons in one unit of work, for one person."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.accounts.access import require_bot
from app.accounts.principals import Access
from app.kit.clock import now
from app.kit.errors import Conflict, NotFound
from app.kit.pagination import PageRequest
from app.storage.models import Cron, Emitter
from app.storage.repository import page_of

from .checks import check_cron
from .emitters import Emitters, new_cron
from .schemas import CronChange, CronCreate, CronFilter
from .shapes import CRONS_MOST, CronFields


@dataclass(frozen=True, slots=True, kw_only=True)
class Crons:
    emitters: Emitters

    async def page(self, wanted: CronFilter, page: PageRequest) -> tuple[list[Cron], str | None]:
        session = self.emitters.session
        await require_bot(session, self.emitters.person, wanted.bot_id, Access.VIEWER)
        statement = select(Cron).join(Emitter, Emitter.id == Cron.emitter_id)
        statement = statement.where(Emitter.bot_id == wanted.bot_id)
        if wanted.emitter_id is not None:
            statement = statement.where(Cron.emitter_id == wanted.emitter_id)
        return await page_of(session, statement, Cron, page)

    async def reach(self, cron_id: UUID, least: Access) -> tuple[Cron, Emitter]:
        """As it is once its emitter is held; NotFound where its bot is not for this person."""
        session = self.emitters.session
        missing = NotFound("cron:not_found", "There is no such cron.")
        cron = await session.get(Cron, cron_id)
        if cron is None:
            raise missing
        try:
            emitter = await self.emitters.reach(cron.emitter_id, least)
        except NotFound:
            raise missing from None
        # Whoever held the emitter before us may have changed it, or taken it away.
        cron = await session.get(Cron, cron_id, populate_existing=True)
        if cron is None:
            raise missing
        return cron, emitter

    async def create(self, wanted: CronCreate) -> Cron:
        emitter = await self.emitters.reach(wanted.emitter_id, Access.EDITOR)
        if "crons" not in emitter.schedule:
            raise Conflict("emitter:not_by_crons", "This emitter has another schedule. Change that first.")
        session = self.emitters.session
        counted = select(func.count()).select_from(Cron).where(Cron.emitter_id == emitter.id)
        if (await session.scalar(counted) or 0) >= CRONS_MOST:
            raise Conflict("cron:too_many", "An emitter has at most 20 crons.", limit=CRONS_MOST)
        check_cron(wanted, now())
        cron = new_cron(emitter.id, wanted)
        session.add(cron)
        await session.flush()
        await self.emitters.settle(emitter)
        self.emitters.record("cron.create", emitter, after=_shown(cron))
        return cron

    async def change(self, cron_id: UUID, wanted: CronChange) -> Cron:
        cron, emitter = await self.reach(cron_id, Access.EDITOR)
        before = _shown(cron)
        kept = {name: getattr(cron, name) for name in CronFields.model_fields}
        whole = CronFields.model_validate(kept | wanted.model_dump(exclude_unset=True))
        check_cron(whole, now())
        for name in CronFields.model_fields:
            setattr(cron, name, getattr(whole, name))
        await self.emitters.settle(emitter)
        self.emitters.record("cron.change", emitter, before=before, after=_shown(cron))
        return cron

    async def delete(self, cron_id: UUID) -> Emitter:
        cron, emitter = await self.reach(cron_id, Access.EDITOR)
        self.emitters.record("cron.delete", emitter, before=_shown(cron))
        await self.emitters.session.delete(cron)
        await self.emitters.session.flush()
        await self.emitters.settle(emitter)
        return emitter


def _shown(cron: Cron) -> dict[str, Any]:
    fields = CronFields.model_validate({name: getattr(cron, name) for name in CronFields.model_fields})
    return {"id": str(cron.id), **fields.model_dump(mode="json", exclude_defaults=True)}
