"""Writing a changed draft: its rows, the revision, the line in its history, the news of it."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import JSON, Text, cast, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import values
from app.kit.errors import TooLarge
from app.storage.database import after_commit
from app.storage.models import Bot, DraftChange

from ..draft import Draft, keeping, write_draft
from ..draft.rows import PARTS
from .limits import WRITTEN
from .operation import Operation, Path
from .repeats import remember
from .weighing import is_heavy

NEWS_OF_DRAFTS = "drafts"  # PostgreSQL tells its listeners of bots whose draft was changed, with the commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the history. `parts`: by operation id, the part each named operation made or moved.
    `proposal_id`: of the one that was accepted by it."""

    action: str
    author_id: UUID | None
    operations: tuple[Operation, ...]
    inverse: tuple[Operation, ...]
    touched: tuple[Path, ...]
    digests: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    parts: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    proposal_id: UUID | None = None


async def write(session: AsyncSession, bot: Bot, before: Draft, after: Draft, entry: Entry) -> None:
    """The locked bot's draft says `after` from now on. TooLarge `change:too_large`."""
    heavy = is_heavy((*entry.operations, *entry.inverse))
    line = await to_thread(line_of, entry) if heavy else line_of(entry)
    bot.head = {key: value for key, value in after.document.items() if key not in PARTS}
    bot.name = after.parsed.name
    bot.revision += 1
    await session.flush()
    known = {
        "bot_id": bot.id,
        "revision": bot.revision,
        "author_id": entry.author_id,
        "action": entry.action,
        "proposal_id": entry.proposal_id,
    }
    written = {name: cast(literal(text, Text), JSON) for name, text in line.items()}
    await session.execute(insert(DraftChange).values(**known, **written))
    await remember(session, bot, entry.digests, entry.parts)
    await write_draft(session, bot.id, before.document, after.document)
    await session.execute(select(func.pg_notify(NEWS_OF_DRAFTS, bot.id.hex)))
    after_commit(session, keeping(bot.id, bot.revision, after))


def line_of(entry: Entry) -> dict[str, str]:
    """What the history keeps of it, as JSON. TooLarge `change:too_large`."""
    room = WRITTEN
    line: dict[str, str] = {}
    for name, operations in (("operations", entry.operations), ("inverse", entry.inverse)):
        line[name], room = _written(operations, room)
    line["touched"] = values.encode([list(path) for path in entry.touched]).decode()
    return line


def _written(operations: Sequence[Operation], room: int) -> tuple[str, int]:
    """And how much room is left behind it; no more is written than fits."""
    texts: list[bytes] = []
    for one in operations:
        texts.append(values.encode(one.as_json()))
        room -= len(texts[-1])
        if room < 0:
            raise TooLarge("change:too_large", "This is too much for one change.", limit=WRITTEN)
    return f"[{b','.join(texts).decode()}]", room
