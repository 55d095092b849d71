"""What operations are done to: the draft of a bot, or a branch of it, within one unit of work."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine.document import BotDocument
from app.storage.models import Bot, DraftChange, DraftOperation

from ..bots import locked_bot, steady_bot
from ..draft import Draft, read_draft
from .conflicts import History
from .withholding import Withheld, refuse_unnaming, withhold_from
from .writing import Entry, write

type Json = dict[str, Any]
type Known = Mapping[str, tuple[str | None, bytes]]
"""By the name of an operation: the part it made or moved, and the digest of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`known`: the operations of these names that were done before. `withhold`: what is secret is taken out
    of a new document, which is changed in place. `write`: it says that from now on; the revision it has then.
    `mark`: what ids that are made in it end with."""

    revision: int
    history: History
    known: Callable[[Collection[str]], Awaitable[Known]]
    read: Callable[[], Awaitable[Draft]]
    withhold: Callable[[Draft, Json, BotDocument], tuple[BotDocument, Withheld]]
    write: Callable[[Draft, Draft, Entry, Withheld], Awaitable[int]]
    mark: str = ""


class Opening(Protocol):
    """The line as it is now; to be written: one writer at a time."""

    async def __call__(self, *, to_write: bool) -> Line: ...


async def open_draft(
    session: AsyncSession, bot_id: UUID, proposal_id: UUID | None, *, to_write: bool
) -> Line:
    """The draft of a bot. `proposal_id`: of the one that is accepted, whose own earlier changes are no
    conflict."""
    bot = await (locked_bot if to_write else steady_bot)(session, bot_id)
    return Line(
        revision=bot.revision,
        history=draft_history(bot, proposal_id),
        known=partial(_known, session, bot_id),
        read=partial(read_draft, session, bot),
        withhold=_withhold,
        write=_Writing(session, bot).write,
    )


def draft_history(bot: Bot, proposal_id: UUID | None = None) -> History:
    """Of the bot's draft, as it is now."""
    change = DraftChange
    return History(
        table=change,
        owner=change.bot_id == bot.id,
        revision=bot.revision,
        own=None if proposal_id is None else change.proposal_id == proposal_id,
    )


async def _known(session: AsyncSession, bot_id: UUID, names: Collection[str]) -> Known:
    if not names:
        return {}
    row = DraftOperation
    statement = select(row.operation_id, row.part_id, row.digest)
    found = await session.execute(statement.where(row.bot_id == bot_id, row.operation_id.in_([*names])))
    return {name: (part_id, digest) for name, part_id, digest in found}


def _withhold(before: Draft, document: Json, parsed: BotDocument) -> tuple[BotDocument, Withheld]:
    refuse_unnaming(before.document, document)
    return withhold_from(document, parsed)


@dataclass(frozen=True, slots=True)
class _Writing:
    session: AsyncSession
    bot: Bot

    async def write(self, before: Draft, after: Draft, entry: Entry, withheld: Withheld) -> int:
        await withheld.keep(self.session, self.bot.id)
        await write(self.session, self.bot, before, after, entry)
        return self.bot.revision
