"""Bots as a person sees them: those of their workspaces and those shared with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.principals import Principal
from app.kit.errors import Conflict, NotFound
from app.kit.keyset import SortedPage
from app.storage.models import Bot, BotAccess, User, Workspace, WorkspaceMember
from app.storage.selecting import AnySelect
from app.storage.sorting import SortKey, by_moment, by_text, sorted_page

SORTED: dict[str, SortKey] = {
    "created_at": by_moment(Bot.created_at),
    "name": by_text(Bot.name),
    "updated_at": by_moment(Bot.updated_at),
}
LISTED = ("active", "paused")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedBots:
    """`search`: a part of the name or the description, in any case. `sort`: a key of SORTED, with `-` the
    last first."""

    search: str | None = None
    statuses: Sequence[str] = LISTED
    workspace_id: UUID | None = None
    sort: str = "created_at"


async def bots_of(
    session: AsyncSession, person: Principal, page: SortedPage, wanted: WantedBots
) -> tuple[list[Bot], str | None]:
    """A page of the bots this person reaches."""
    statement = _reached(person).where(Bot.status.in_(wanted.statuses))
    if wanted.search:
        texts = (Bot.name, Bot.head["description"].as_string())
        statement = statement.where(or_(*(text.icontains(wanted.search, autoescape=True) for text in texts)))
    if wanted.workspace_id is not None:
        statement = statement.where(Bot.workspace_id == wanted.workspace_id)
    return await sorted_page(session, statement, SORTED, wanted.sort, page)


def _reached(person: Principal) -> AnySelect:
    statement = select(Bot)
    if person.role == "ADMIN":
        return statement
    mine = select(WorkspaceMember.workspace_id).where(WorkspaceMember.user_id == person.person_id)
    shared = select(BotAccess.bot_id).where(BotAccess.user_id == person.person_id)
    return statement.where(or_(Bot.workspace_id.in_(mine), Bot.id.in_(shared)))


async def personal_workspace(session: AsyncSession, person: Principal) -> UUID:
    """Where a person's bots go unless they say otherwise."""
    found = await session.scalar(select(Workspace.id).where(Workspace.personal_of == person.person_id))
    if found is None:
        raise NotFound("workspace:not_found", "There is no such workspace.")
    return found


async def first_workspace(session: AsyncSession) -> UUID:
    """The personal workspace of the first administrator: for whoever has the database but is nobody in it."""
    admins = select(Workspace.id).join(User, User.id == Workspace.personal_of).where(User.role == "ADMIN")
    found = await session.scalar(admins.order_by(User.is_active.desc(), User.id).limit(1))
    if found is None:
        raise NotFound("workspace:not_found", "There is no administrator yet whose workspace it could go to.")
    return found


async def known_workspace(session: AsyncSession, workspace_id: UUID) -> UUID:
    """The id if it is one; NotFound `workspace:not_found`."""
    found = await session.scalar(select(Workspace.id).where(Workspace.id == workspace_id))
    if found is None:
        raise NotFound("workspace:not_found", "There is no such workspace.")
    return found


async def bot_called(session: AsyncSession, called: str) -> Bot:
    """The bot of that id or exact name; Conflict `bot:ambiguous` where several bear it."""
    statement = select(Bot).where(Bot.id == UUID(called) if _is_id(called) else Bot.name == called)
    found = list(await session.scalars(statement.order_by(Bot.id).limit(5)))
    if not found:
        raise NotFound("bot:not_found", f"There is no bot {called!r}.", called=called)
    if len(found) > 1:
        ids = ", ".join(str(bot.id) for bot in found)
        sentence = f"Several bots are called {called!r}; give an id: {ids}"
        raise Conflict("bot:ambiguous", sentence, called=called, ids=ids)
    return found[0]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


async def locked_bot(session: AsyncSession, bot_id: UUID) -> Bot:
    """The bot, held until the transaction ends: one writer at a time."""
    return await _found(session, select(Bot).where(Bot.id == bot_id).with_for_update(key_share=True))


async def steady_bot(session: AsyncSession, bot_id: UUID) -> Bot:
    """The bot as it is now. Nobody waits for who reads: `read_draft` sees to it that a draft is whole."""
    return await _found(session, select(Bot).where(Bot.id == bot_id))


async def unchanging_bot(session: AsyncSession, bot_id: UUID) -> Bot:
    """The bot, whose draft nobody writes until the transaction ends; others may read it too."""
    return await _found(session, select(Bot).where(Bot.id == bot_id).with_for_update(read=True))


async def _found(session: AsyncSession, statement: Select[Bot]) -> Bot:
    """What is written by now, also where the session has seen the bot before."""
    bot = await session.scalar(statement.execution_options(populate_existing=True))
    if bot is None:
        raise NotFound("bot:not_found", "There is no such bot.")
    return bot
