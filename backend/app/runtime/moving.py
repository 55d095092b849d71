"""Which program a session runs, and how it comes to another version of its bot (architecture.md 5)."""

from copy import replace
from dataclasses import dataclass
from uuid import UUID

from app.engine import CompiledBot, Session

from .catalog import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Those of one bot. Every method may raise NotCompiledYet."""

    catalog: Catalog
    bot_id: UUID

    async def program_of(self, session: Session) -> CompiledBot:
        """Its version, with the templates its sub-flows are pinned to."""
        bot = await self._get(session.version)
        if not session.pinned:
            return bot
        return bot.with_templates_of([await self._get(number) for number in session.pinned])

    async def moved(self, session: Session, number: int) -> Session | None:
        """The session on that version, its sub-flows as they are; None: its place is not there any more."""
        found = replace(session, version=number, pinned=await self._pinned(session, number))
        return found if (await self.program_of(found)).has_place(found) else None

    async def _pinned(self, session: Session, number: int) -> tuple[int, ...]:
        """The newest versions it ran on that have the templates which the other lacks."""
        lacking = {(frame.template, frame.version) for frame in session.frames}
        if lacking:
            lacking -= (await self._get(number)).templates.keys()
        holding: list[int] = []
        for earlier in (session.version, *session.pinned):
            if not lacking:
                break
            held = lacking & (await self._get(earlier)).templates.keys()
            if held:
                holding.append(earlier)
                lacking -= held
        return tuple(holding)

    async def _get(self, number: int) -> CompiledBot:
        return await self.catalog.get(self.bot_id, number)
