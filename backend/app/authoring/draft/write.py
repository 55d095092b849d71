"""Writing what changed in a draft: rows are matched by key, so what stays keeps its row."""

from asyncio import to_thread
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.ids import uuid7
from app.storage.models import (
    BundledTemplate,
    Connection,
    ConnectionGroup,
    Note,
    Request,
    Step,
    TemplateInstance,
    Widget,
)

from .delta import KEYS, Key, TableDelta, delta
from .rows import Document, Row

CHUNK = 1000  # rows a statement: PostgreSQL takes 32,767 parameters
# Owners before what they own.
MODELS: dict[str, Any] = {
    "step": Step,
    "connection_group": ConnectionGroup,
    "connection": Connection,
    "request": Request,
    "note": Note,
    "bundled_template": BundledTemplate,
    "widget": Widget,
    "template_instance": TemplateInstance,
}
# The column that names the owner, and the key in a row it is looked up by.
OWNERS: dict[str, tuple[str, str, str]] = {
    "connection_group": ("step_id", "step", "step"),
    "connection": ("group_id", "group", "connection_group"),
    "widget": ("step_id", "step", "step"),
    "template_instance": ("step_id", "step", "step"),
}


async def write_draft(session: AsyncSession, bot_id: UUID, before: Document, after: Document) -> None:
    """Make the rows say `after` where they said `before`; both canonical. The row of the bot is not touched.

    All is written before anything is deleted: a group may have moved out of a step that goes.
    """
    found = await to_thread(delta, before, after)
    for table, one in found.items():
        await _write(session, bot_id, table, one)
    for table, one in found.items():
        await _delete(session, bot_id, table, one.gone)


async def _write(session: AsyncSession, bot_id: UUID, table: str, found: TableDelta) -> None:
    rows = await _owned(session, bot_id, table, found.changed)
    if rows:
        await _upsert(session, bot_id, table, rows)
    if found.moved:
        await _reorder(session, bot_id, MODELS[table], found.moved)


async def _owned(session: AsyncSession, bot_id: UUID, table: str, rows: list[Row]) -> list[Row]:
    """The rows with the id of their owner in place of its key."""
    if table not in OWNERS or not rows:
        return rows
    column, name, owner = OWNERS[table]
    ids = await _ids(session, bot_id, MODELS[owner], {row[name] for row in rows} - {None})
    return [
        {**{key: value for key, value in row.items() if key != name}, column: ids.get(row[name])}
        for row in rows
    ]


async def _ids(session: AsyncSession, bot_id: UUID, model: Any, keys: set[str]) -> dict[str, UUID]:
    found = await session.execute(
        select(model.key, model.id).where(model.bot_id == bot_id, model.key.in_(keys))
    )
    return {row[0]: row[1] for row in found}


async def _upsert(session: AsyncSession, bot_id: UUID, table: str, rows: list[Row]) -> None:
    model = MODELS[table]
    described: Table = model.__table__
    owned = KEYS[table] == ("step",)
    index = ["step_id"] if owned else ["bot_id", *KEYS[table]]
    whole = [row if owned else {**row, "bot_id": bot_id} for row in rows]
    if "id" in described.c:
        whole = [{**row, "id": uuid7()} for row in whole]
    statement = insert(described)
    changed: dict[str, Any] = {
        name: statement.excluded[name] for name in whole[0] if name not in {"id", *index}
    }
    if "updated_at" in described.c:
        changed["updated_at"] = func.now()
    connection = await session.connection()
    await connection.execute(statement.on_conflict_do_update(index_elements=index, set_=changed), whole)


async def _reorder(session: AsyncSession, bot_id: UUID, model: Any, moved: dict[Key, int]) -> None:
    described: Table = model.__table__
    names = KEYS[described.name]
    wanted = [described.c[name] == bindparam(f"_{name}") for name in names]
    statement = update(described).where(described.c.bot_id == bot_id, *wanted)
    connection = await session.connection()
    await connection.execute(
        statement.values(ordinal=bindparam("_ordinal")),
        [
            {"_ordinal": ordinal} | {f"_{name}": part for name, part in zip(names, key, strict=True)}
            for key, ordinal in moved.items()
        ],
    )


async def _delete(session: AsyncSession, bot_id: UUID, table: str, gone: list[Key]) -> None:
    model = MODELS[table]
    for start in range(0, len(gone), CHUNK):
        keys = gone[start : start + CHUNK]
        if KEYS[table] == ("step",):
            of = select(Step.id).where(Step.bot_id == bot_id, Step.key.in_([key[0] for key in keys]))
            await session.execute(delete(model).where(model.step_id.in_(of)))
            continue
        columns = tuple_(*(getattr(model, name) for name in KEYS[table]))
        await session.execute(delete(model).where(model.bot_id == bot_id, columns.in_(keys)))
