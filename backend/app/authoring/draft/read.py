"""The document of a draft, built from its rows."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import (
    Bot,
    BundledTemplate,
    Connection,
    ConnectionGroup,
    Note,
    Request,
    Step,
    TemplateInstance,
    Widget,
)

from .rows import Document, Row, Rows, put_together


async def read_draft(session: AsyncSession, bot: Bot) -> Document:
    """The document as a plain object; its order of keys is made canonical by whoever writes it out."""
    rows = Rows(
        head={**bot.head, "name": bot.name},
        step=await _ordered(session, Step, bot.id),
        request=await _ordered(session, Request, bot.id),
        note=await _ordered(session, Note, bot.id),
        bundled_template=await _ordered(session, BundledTemplate, bot.id),
        connection_group=await _ordered(session, ConnectionGroup, bot.id),
        connection=await _ordered(session, Connection, bot.id),
    )
    steps = {row["id"]: row["key"] for row in rows.step}
    groups = {row["id"]: row["key"] for row in rows.connection_group}
    for row in rows.connection_group:
        row["step"] = steps.get(row["step_id"])
    for row in rows.connection:
        row["group"] = groups[row["group_id"]]
    rows.widget = await _owned(session, Widget, bot.id, steps)
    rows.template_instance = await _owned(session, TemplateInstance, bot.id, steps)
    return put_together(rows)


async def _ordered(session: AsyncSession, model: Any, bot_id: UUID) -> list[Row]:
    table = model.__table__
    found = await session.execute(
        select(table).where(table.c.bot_id == bot_id).order_by(table.c.ordinal, table.c.key)
    )
    return [dict(row) for row in found.mappings()]


async def _owned(session: AsyncSession, model: Any, bot_id: UUID, steps: dict[UUID, str]) -> list[Row]:
    table = model.__table__
    of_bot = select(Step.id).where(Step.bot_id == bot_id)
    found = await session.execute(select(table).where(table.c.step_id.in_(of_bot)))
    return [{**row, "step": steps[row["step_id"]]} for row in found.mappings()]
