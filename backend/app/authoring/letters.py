"""Dead letters: events of a bot that could not be handled, messages that nobody took."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.kit.errors import NotFound
from app.kit.pagination import PageRequest
from app.runtime.dead_letters import Replay
from app.storage.models import Bot, DeadLetter
from app.storage.repository import page_of

from .waking import Waker


async def letters_of(
    session: AsyncSession, bot_id: UUID, page: PageRequest
) -> tuple[list[DeadLetter], str | None]:
    """A page of them, oldest first."""
    return await page_of(session, select(DeadLetter).where(DeadLetter.bot_id == bot_id), DeadLetter, page)


async def letter_of(session: AsyncSession, bot_id: UUID, letter_id: UUID) -> DeadLetter:
    """One of them; NotFound `dead_letter:not_found` also where it is another bot's."""
    letter = await session.get(DeadLetter, letter_id)
    if letter is None or letter.bot_id != bot_id:
        raise NotFound("dead_letter:not_found", "There is no such dead letter.")
    return letter


async def open_letters(
    session: AsyncSession, bot_id: UUID | None, limit: int, after: UUID | None = None
) -> list[tuple[DeadLetter, str | None]]:
    """Those that were not replayed, oldest first, each with its bot's name; `bot_id` None: of all bots."""
    statement = select(DeadLetter, Bot.name).outerjoin(Bot, Bot.id == DeadLetter.bot_id)
    statement = statement.where(DeadLetter.replayed_at.is_(None)).order_by(DeadLetter.id).limit(limit)
    if bot_id is not None:
        statement = statement.where(DeadLetter.bot_id == bot_id)
    if after is not None:
        statement = statement.where(DeadLetter.id > after)
    return [(letter, name) for letter, name in await session.execute(statement)]


async def replay_letter(session: AsyncSession, actor_id: UUID, letter: DeadLetter, waker: Waker) -> Replay:
    """Put it back where it came from, and say who did; Conflict where that was done before."""
    put_back = await waker.replay(letter.id)
    change = Change(
        action="dead_letter.replay",
        subject_id=letter.id,
        bot_id=letter.bot_id,
        actor_id=actor_id,
        after={place_of(letter): str(put_back.id)},
    )
    record(session, change)
    return put_back


def place_of(letter: DeadLetter) -> str:
    """What it waits in again."""
    return "thread_id" if letter.kind == "delivery" else "session_id"
