"""Where a part stands in its bot: from the id of its row to its path in the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import NotFound
from app.storage.models import (
    Connection,
    ConnectionGroup,
    Note,
    Request,
    Step,
    TemplateInstance,
    Widget,
)
from app.storage.selecting import AnySelect

from ..changes import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A part's row. `owner_id`: of the step or group it is in, None directly in the bot."""

    id: UUID
    kind: str
    bot_id: UUID
    key: str
    path: Path
    owner_id: UUID | None
    created_at: datetime
    updated_at: datetime


def _steps() -> AnySelect:
    return select(Step.id, Step.bot_id, Step.key, Step.created_at, Step.updated_at)


def _groups() -> AnySelect:
    model = ConnectionGroup
    columns = (model.id, model.bot_id, model.key, model.created_at, model.updated_at)
    owner = (model.step_id.label("owner_id"), Step.key.label("step"))
    return select(*columns, *owner).outerjoin(Step, Step.id == model.step_id)


def _connections() -> AnySelect:
    model = Connection
    columns = (model.id, model.bot_id, model.key, model.created_at, model.updated_at)
    owner = (model.group_id.label("owner_id"), ConnectionGroup.key.label("group"), Step.key.label("step"))
    return (
        select(*columns, *owner)
        .join(ConnectionGroup, ConnectionGroup.id == model.group_id)
        .outerjoin(Step, Step.id == ConnectionGroup.step_id)
    )


def _flat(model: Any) -> AnySelect:
    return select(model.id, model.bot_id, model.key, model.created_at, model.updated_at)


def _of_step(model: Any) -> AnySelect:
    columns = (model.id, Step.bot_id, Step.key, model.created_at, model.updated_at)
    return select(*columns, Step.id.label("owner_id")).join(Step, Step.id == model.step_id)


# By kind of part: its rows, the column that says the bot, and the path of a row.
_ROWS: Mapping[str, tuple[AnySelect, Any, Any]] = {
    "step": (_steps(), Step, lambda row: ("steps", row.key)),
    "group": (_groups(), ConnectionGroup, lambda row: _group_path(row.step, row.key)),
    "connection": (
        _connections(),
        Connection,
        lambda row: (*_group_path(row.step, row.group), "connections", row.key),
    ),
    "request": (_flat(Request), Request, lambda row: ("requests", row.key)),
    "note": (_flat(Note), Note, lambda row: ("notes", row.key)),
    "message": (_steps(), Step, lambda row: ("steps", row.key, "message")),
    "widget": (_of_step(Widget), Widget, lambda row: ("steps", row.key, "message", "widget")),
    "template_instance": (
        _of_step(TemplateInstance),
        TemplateInstance,
        lambda row: ("steps", row.key, "template"),
    ),
}
_BY_STEP = {"widget", "template_instance"}


def _group_path(step: str | None, group: str) -> Path:
    return ("groups", group) if step is None else ("steps", step, "groups", group)


async def place_of(session: AsyncSession, kind: str, part_id: UUID) -> Place:
    """NotFound `part:not_found`; whether the caller may see it is for `require_bot` to say."""
    statement, model, path = _ROWS[kind]
    row = (await session.execute(statement.where(model.id == part_id))).one_or_none()
    if row is None:
        raise not_found()
    return _place(kind, row, path)


async def places_in(session: AsyncSession, kind: str, bot_id: UUID) -> list[Place]:
    """Every part of the kind in the bot, oldest first."""
    statement, model, path = _ROWS[kind]
    of_bot = Step.bot_id if kind in _BY_STEP else model.bot_id
    rows = await session.execute(statement.where(of_bot == bot_id).order_by(model.id))
    return [_place(kind, row, path) for row in rows]


async def place_called(session: AsyncSession, kind: str, bot_id: UUID, key: str) -> Place:
    """The part of that id in the document."""
    statement, model, path = _ROWS[kind]
    wanted = (Step.bot_id, Step.key) if kind in _BY_STEP else (model.bot_id, model.key)
    row = (await session.execute(statement.where(wanted[0] == bot_id, wanted[1] == key))).one()
    return _place(kind, row, path)


def not_found() -> NotFound:
    """One answer for what is not there and for what one may not see."""
    return NotFound("part:not_found", "There is no such part.")


def _place(kind: str, row: Any, path: Any) -> Place:
    return Place(
        id=row.id,
        kind=kind,
        bot_id=row.bot_id,
        key=row.key,
        path=path(row),
        owner_id=getattr(row, "owner_id", None),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
