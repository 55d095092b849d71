"""The document of a draft, built from its rows."""

from asyncio import to_thread
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import parse_document
from app.engine.document import canonical
from app.storage.database import after_commit
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

from ..bots import steady_bot, unchanging_bot
from .cache import DRAFTS, Draft, keeping
from .rows import Row, Rows, put_together
from .size import size_of

TRIES = 3


async def read_draft(session: AsyncSession, bot: Bot) -> Draft:
    """The draft of the bot's revision; a bot that was changed while its rows were read is read anew."""
    known = DRAFTS.get(bot.id, bot.revision)
    if known is not None:
        return known
    rows = await _rows_of_one_revision(session, bot)
    draft = await to_thread(_draft, rows)
    after_commit(session, keeping(bot.id, bot.revision, draft))
    return draft


async def _rows_of_one_revision(session: AsyncSession, bot: Bot) -> Rows:
    """Every change of rows raises the revision with the same commit, so they are whole if it stayed the same.
    Writers are held up only where they never let anybody read."""
    for _ in range(TRIES):
        revision = bot.revision
        rows = await _read(session, bot)
        await steady_bot(session, bot.id)
        if bot.revision == revision:
            return rows
    return await _read(session, await unchanging_bot(session, bot.id))


def _draft(rows: Rows) -> Draft:
    _name_owners(rows)
    parsed = parse_document(put_together(rows))
    document = canonical(parsed)
    return Draft(document=document, parsed=parsed, size=size_of(document))


async def _read(session: AsyncSession, bot: Bot) -> Rows:
    return Rows(
        head={**bot.head, "name": bot.name},
        step=await _ordered(session, Step, bot.id),
        request=await _ordered(session, Request, bot.id),
        note=await _ordered(session, Note, bot.id),
        bundled_template=await _ordered(session, BundledTemplate, bot.id),
        connection_group=await _ordered(session, ConnectionGroup, bot.id),
        connection=await _ordered(session, Connection, bot.id),
        widget=await _owned(session, Widget, bot.id),
        template_instance=await _owned(session, TemplateInstance, bot.id),
    )


def _name_owners(rows: Rows) -> None:
    """By their keys, in place of their ids."""
    steps = {row["id"]: row["key"] for row in rows.step}
    groups = {row["id"]: row["key"] for row in rows.connection_group}
    for row in rows.connection_group:
        row["step"] = steps.get(row["step_id"])
    for row in rows.connection:
        row["group"] = groups[row["group_id"]]
    for row in (*rows.widget, *rows.template_instance):
        row["step"] = steps[row["step_id"]]


async def _ordered(session: AsyncSession, model: Any, bot_id: UUID) -> list[Row]:
    table = model.__table__
    found = await session.execute(
        select(table).where(table.c.bot_id == bot_id).order_by(table.c.ordinal, table.c.key)
    )
    return [dict(row) for row in found.mappings()]


async def _owned(session: AsyncSession, model: Any, bot_id: UUID) -> list[Row]:
    table = model.__table__
    of_bot = select(Step.id).where(Step.bot_id == bot_id)
    found = await session.execute(select(table).where(table.c.step_id.in_(of_bot)))
    return [dict(row) for row in found.mappings()]
