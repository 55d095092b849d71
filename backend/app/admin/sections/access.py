"""Bots shared singly with people."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.authoring.administration.access import Sharing
from app.authoring.administration.schemas import RoleIn
from app.storage.models import Bot, BotAccess, User

from ..bodies import NewShare, body
from ..columns import called, shown
from ..section import Key, Section


class BotAccessSection(Section):
    model = BotAccess
    verbose_name, verbose_name_plural, menu_section = "Share of a bot", "Shares of bots", "People"
    keys = ("bot_id", "user_id")
    columns = (
        shown(called(User, BotAccess.user_id, "email"), "Person", "person", searched=True),
        shown(called(Bot, BotAccess.bot_id), "Bot", "bot", searched=True),
        shown(BotAccess.role, "Role", filtered=True, choices=("EDITOR", "VIEWER"), writable=True, wide=140),
        shown(
            BotAccess.bot_id,
            "Bot (of a new one)",
            listed=False,
            filtered=True,
            writable=True,
            chosen_from="Bot",
        ),
        shown(
            BotAccess.user_id,
            "Person (of a new one)",
            listed=False,
            filtered=True,
            writable=True,
            chosen_from="User",
            chosen_by="email",
        ),
    )
    has_new = has_removal = True

    async def make(self, session: AsyncSession, given: dict[str, Any]) -> Key:
        wanted = body(NewShare, given)
        await self._sharing(session).put(wanted.bot_id, wanted.user_id, wanted.role)
        return wanted.bot_id, wanted.user_id

    async def alter(self, session: AsyncSession, key: Key, changed: dict[str, Any]) -> None:
        bot_id, user_id = key
        await self._sharing(session).put(bot_id, user_id, body(RoleIn, changed).role)

    async def remove(self, session: AsyncSession, key: Key) -> None:
        await self._sharing(session).remove(*key)

    def _sharing(self, session: AsyncSession) -> Sharing:
        return Sharing(session=session, person=self.visit.person, revocations=self.visit.parts.revocations)
