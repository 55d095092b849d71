"""Sealing everything anew with the newest key, row by row, while everything runs.

It may be stopped at any moment and begun again, or run twice at once: a row is replaced only where nobody has
changed it meanwhile, and what is done already is passed over.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import Unavailable
from app.kit.sealing import HEAD_BYTES, Sealer, sealed_by
from app.storage.database import Database
from app.storage.sealed import SEALED, SealedColumn

BATCH = 100


@dataclass(slots=True, kw_only=True)
class Moved:
    """`unreadable`: rows whose key is not known."""

    rows: int = 0
    unreadable: int = 0


async def move_all(database: Database, sealer: Sealer) -> Moved:
    """Seal anew what older keys have sealed, a batch in each transaction."""
    moved = Moved()
    for column in SEALED:
        last: UUID | None = None
        while True:
            async with database.unit_of_work() as session:
                rows = await _older(session, column, sealer, last)
                for key, sealed in rows:
                    await _move(session, column, sealer, moved, (key, sealed))
            if len(rows) < BATCH:
                break
            last = rows[-1][0]
    return moved


async def rows_by_key(database: Database) -> Counter[str | None]:
    """How many rows each key has sealed, by its id; None: rows from before keys had names."""
    found: Counter[str | None] = Counter()
    async with database.unit_of_work() as session:
        for column in SEALED:
            value = _value(column)
            beginning = func.substring(value, 1, HEAD_BYTES)
            statement = select(beginning, func.count()).where(value.is_not(None)).group_by(beginning)
            for head, count in await session.execute(statement):
                found[sealed_by(head)] += count
    return found


async def _older(
    session: AsyncSession, column: SealedColumn, sealer: Sealer, last: UUID | None
) -> Sequence[Any]:
    key, value = _key(column), _value(column)
    wanted = select(key, value).where(value.is_not(None), or_(*_is_older(column, sealer)))
    if last is not None:
        wanted = wanted.where(key > last)
    return (await session.execute(wanted.order_by(key).limit(BATCH))).all()


def _is_older(column: SealedColumn, sealer: Sealer) -> list[ColumnElement[bool]]:
    older = [func.substring(_value(column), 1, HEAD_BYTES) != sealer.head]
    if column.named is not None:
        older.append(getattr(column.model, column.named) != sealer.key_id)
    return older


async def _move(
    session: AsyncSession, column: SealedColumn, sealer: Sealer, moved: Moved, row: tuple[UUID, bytes]
) -> None:
    key, sealed = row
    try:
        fresh = sealer.seal(sealer.open(sealed))
    except Unavailable:
        moved.unreadable += 1
        return
    values: dict[str, Any] = {column.column: fresh}
    if column.named is not None:
        values[column.named] = sealed_by(fresh)
    if "updated_at" in column.model.__table__.columns:  # nobody has changed what it says
        values["updated_at"] = column.model.__table__.columns["updated_at"]
    wanted = update(column.model).where(_key(column) == key, _value(column) == sealed).values(values)
    done = await session.execute(
        wanted.returning(_key(column)), execution_options={"synchronize_session": False}
    )
    moved.rows += len(done.all())


def _key(column: SealedColumn) -> Any:
    (key,) = column.model.__table__.primary_key
    return key


def _value(column: SealedColumn) -> Any:
    return getattr(column.model, column.column)
