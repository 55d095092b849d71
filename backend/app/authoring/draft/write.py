"""Laying a document over the rows of a draft: parts are matched by key, so what stays keeps its row."""

from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, func, select
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

from .rows import Document, Row, take_apart

CHUNK = 1000  # rows a statement: PostgreSQL takes 32,767 parameters
KEYED = (Step, ConnectionGroup, Connection, Request, Note)


async def write_draft(session: AsyncSession, bot_id: UUID, document: Document) -> None:
    """Make the draft's rows say what the canonical document says, but for the row of the bot itself."""
    rows = take_apart(document)
    steps = await _lay(session, Step, bot_id, rows.step)
    groups = await _lay(
        session,
        ConnectionGroup,
        bot_id,
        [{**_without(row, "step"), "step_id": steps.get(row["step"])} for row in rows.connection_group],
    )
    await _lay(
        session,
        Connection,
        bot_id,
        [{**_without(row, "group"), "group_id": groups[row["group"]]} for row in rows.connection],
    )
    await _lay(session, Request, bot_id, rows.request)
    await _lay(session, Note, bot_id, rows.note)
    for model, owned in ((Widget, rows.widget), (TemplateInstance, rows.template_instance)):
        await _lay_owned(session, model, bot_id, steps, owned)
    await session.execute(delete(BundledTemplate).where(BundledTemplate.bot_id == bot_id))
    await _insert(session, BundledTemplate, [{**row, "bot_id": bot_id} for row in rows.bundled_template])


async def _lay(session: AsyncSession, model: Any, bot_id: UUID, rows: list[Row]) -> dict[str, UUID]:
    """The ids of the rows by key; those whose key is not there any more are deleted."""
    found = await session.execute(select(model.key, model.id).where(model.bot_id == bot_id))
    known: dict[str, UUID] = {row[0]: row[1] for row in found}
    ids = {row["key"]: known.get(row["key"]) or uuid7() for row in rows}
    gone = known.keys() - ids.keys()
    if gone:
        await session.execute(delete(model).where(model.bot_id == bot_id, model.key.in_(gone)))
    await _upsert(session, model, [{**row, "bot_id": bot_id, "id": ids[row["key"]]} for row in rows])
    return ids


async def _lay_owned(
    session: AsyncSession, model: Any, bot_id: UUID, steps: dict[str, UUID], rows: list[Row]
) -> None:
    """Rows of which a step has at most one."""
    of_bot = select(Step.id).where(Step.bot_id == bot_id)
    await session.execute(delete(model).where(model.step_id.in_(of_bot)))
    owned = [{**_without(row, "step"), "step_id": steps[row["step"]], "id": uuid7()} for row in rows]
    await _insert(session, model, owned)


async def _upsert(session: AsyncSession, model: Any, rows: list[Row]) -> None:
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        statement = insert(model).values(chunk)
        kept = {"id", "bot_id", "key", "created_at"}
        table: Table = model.__table__
        changed = {
            column.name: statement.excluded[column.name]
            for column in table.columns
            if column.name not in kept and column.name in chunk[0]
        }
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["bot_id", "key"], set_={**changed, "updated_at": func.now()}
            )
        )


async def _insert(session: AsyncSession, model: Any, rows: list[Row]) -> None:
    for start in range(0, len(rows), CHUNK):
        await session.execute(insert(model).values(rows[start : start + CHUNK]))


def _without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}
