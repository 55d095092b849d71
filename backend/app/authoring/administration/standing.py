"""Whether a bot runs, and copies of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot, require_workspace, workspace_access
from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.kit.errors import Conflict
from app.storage.database import after_commit
from app.storage.models import Bot

from ..bots import locked_bot, personal_workspace, steady_bot
from ..draft import read_draft
from ..exchange import create_from
from ..templates import own_templates
from ..versions import bundled, waiting_sessions
from ..waking import Waker

LONGEST_NAME = 200
COPY: dict[str, str] = {"ru": "копия"}  # by language; "copy" in all others


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From which states it leads, to which, and what it takes."""

    came_from: frozenset[str]
    to: str
    least: Access


MOVES: dict[str, Move] = {
    "pause": Move(came_from=frozenset({"active"}), to="paused", least=Access.EDITOR),
    "resume": Move(came_from=frozenset({"paused", "archived"}), to="active", least=Access.EDITOR),
    "archive": Move(came_from=frozenset({"active", "paused"}), to="archived", least=Access.OWNER),
}


async def move_bot(session: AsyncSession, person: Principal, bot_id: UUID, called: str, waker: Waker) -> Bot:
    """Pause, resume or archive it; nothing happens where it is so already.

    Messages that come meanwhile are stored and wait. Who takes it out of the archive owns it.
    """
    move = MOVES[called]
    await require_bot(session, person, bot_id, move.least)
    bot = await locked_bot(session, bot_id)
    if "archived" in (bot.status, move.to):
        await require_bot(session, person, bot_id, Access.OWNER)
    if bot.status == move.to:
        return bot
    if bot.status not in move.came_from:
        raise Conflict("bot:archived", "Take it out of the archive first.", status=bot.status)
    change = Change(
        action=f"bot.{called}",
        subject_id=bot_id,
        bot_id=bot_id,
        actor_id=person.person_id,
        before={"status": bot.status},
        after={"status": move.to},
    )
    record(session, change)
    bot.status = move.to
    await session.flush()
    if move.to == "active":
        waiting = await waiting_sessions(session, bot_id)
        after_commit(session, lambda: waker.wake(waiting))
    await session.refresh(bot)
    return bot


async def duplicate(
    session: AsyncSession, person: Principal, bot_id: UUID, name: str | None, workspace_id: UUID | None
) -> Bot:
    """A new bot whose draft says the same; elsewhere it brings the templates it uses along."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    source = await steady_bot(session, bot_id)
    place = await _place(session, person, source, workspace_id)
    document = (await read_draft(session, source)).parsed
    if place != source.workspace_id:
        document = bundled(document, await own_templates(session, source.workspace_id))
    told: dict[str, Any] = {"name": name or copy_name(document.name, document.locale)}
    made = await create_from(session, place, document.model_copy(update=told), author_id=person.person_id)
    change = Change(
        action="bot.duplicate",
        subject_id=made.id,
        bot_id=made.id,
        actor_id=person.person_id,
        after={"of": str(bot_id)},
    )
    record(session, change)
    await session.flush()
    await session.refresh(made)
    return made


def copy_name(name: str, locale: str) -> str:
    """The name of a copy, in the language of the bot."""
    word = COPY.get(locale.partition("-")[0].lower(), "copy")
    mark = f" ({word})"
    return name[: LONGEST_NAME - len(mark)].rstrip() + mark


async def _place(session: AsyncSession, person: Principal, source: Bot, workspace_id: UUID | None) -> UUID:
    """The named workspace; else the bot's own where they may edit there, else their personal one."""
    if workspace_id is not None:
        await require_workspace(session, person, workspace_id, Access.EDITOR)
        return workspace_id
    there = await workspace_access(session, person, source.workspace_id)
    if there is not None and there >= Access.EDITOR:
        return source.workspace_id
    return await personal_workspace(session, person)
