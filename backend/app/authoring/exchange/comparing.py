"""Versions and drafts compared."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument
from app.engine.difference import PartChange, difference
from app.engine.document import canonical, canonical_part
from app.storage.models import Bot

from ..bots import steady_bot
from ..draft import read_draft
from ..versions import bundled, version, workspace_templates

type Json = dict[str, Any]

NOTHING: Json = {"dbcv": 1, "kind": "bot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two documents to be compared; in a thread, and when nothing is held any more."""

    before: Json
    after: Json | BotDocument

    def difference(self) -> tuple[PartChange, ...]:
        """What `after` says otherwise than `before`."""
        after = canonical(self.after) if isinstance(self.after, BotDocument) else self.after
        return difference(self.before, after)


async def two_of(session: AsyncSession, bot_id: UUID, before: int | None, after: int | None) -> Sides:
    """Versions; None: the draft. NotFound where there is no such version."""
    one = await _values(session, bot_id, before)
    return Sides(before=one, after=await _values(session, bot_id, after))


async def draft_and(session: AsyncSession, bot: Bot | None, document: BotDocument) -> Sides:
    """What the document would change in the draft of a steady bot, or, where there is none yet, make."""
    return Sides(before=NOTHING if bot is None else (await read_draft(session, bot)).document, after=document)


async def _values(session: AsyncSession, bot_id: UUID, number: int | None) -> Json:
    if number is not None:
        return (await version(session, bot_id, number)).document
    bot = await steady_bot(session, bot_id)
    draft = await read_draft(session, bot)
    whole = bundled(draft.parsed, await workspace_templates(session, bot.workspace_id))
    templates = [canonical_part(one) for one in whole.templates]
    return draft.document | ({"templates": templates} if templates else {})
