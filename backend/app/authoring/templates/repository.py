"""Templates of workspaces, version by version, and those of the gallery as if they were rows."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import JSON, ColumnElement, Text, cast, column, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine.document import TemplateDocument, canonical
from app.kit.errors import NotFound
from app.storage.models import Bot, BundledTemplate, Step, Template, TemplateInstance

from ..gallery import gallery

FEW = 20  # of those who stand in the way of a removal that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One version. `workspace_id` None: of the gallery."""

    id: UUID
    workspace_id: UUID | None
    key: str
    version: int
    name: str
    document: dict[str, Any]
    created_at: Any = None


@cache
def gallery_rows() -> dict[UUID, Found]:
    """By ids that are the same everywhere."""
    rows = [_gallery_row(one) for one in gallery()]
    return {row.id: row for row in rows}


def _gallery_row(template: TemplateDocument) -> Found:
    return Found(
        id=uuid5(NAMESPACE_URL, f"dbcv:template:{template.id}@{template.version}"),
        workspace_id=None,
        key=template.id,
        version=template.version,
        name=template.title,
        document=canonical(template),
    )


async def one_template(session: AsyncSession, template_id: UUID) -> Found:
    """NotFound `template:not_found`; whether the caller may see it is for them to check."""
    known = gallery_rows().get(template_id)
    if known is not None:
        return known
    row = await session.get(Template, template_id)
    if row is None:
        raise not_found()
    return _found(row)


async def template_called(session: AsyncSession, workspace_id: UUID, key: str) -> Found:
    """The newest version of that id of the gallery or the workspace; NotFound `template:not_found`."""
    same = [row for row in gallery_rows().values() if row.key == key]
    if same:
        return max(same, key=lambda row: row.version)
    row = await version_row(session, workspace_id, key, await newest_version(session, workspace_id, key))
    if row is None:
        raise not_found()
    return _found(row)


def not_found() -> NotFound:
    """One answer for what is not there and for what one may not see."""
    return NotFound("template:not_found", "There is no such template.")


async def versions_of(session: AsyncSession, of: Found) -> list[Found]:
    """Every version of the template, newest first."""
    if of.workspace_id is None:
        same = [row for row in gallery_rows().values() if row.key == of.key]
        return sorted(same, key=lambda row: -row.version)
    rows = await session.scalars(
        select(Template)
        .where(Template.workspace_id == of.workspace_id, Template.key == of.key)
        .order_by(Template.version.desc())
    )
    return [_found(row) for row in rows]


async def newest_of(session: AsyncSession, workspace_id: UUID) -> list[Found]:
    """The newest version of each template of the workspace."""
    newest = (
        select(Template.key, func.max(Template.version).label("version"))
        .where(Template.workspace_id == workspace_id)
        .group_by(Template.key)
        .subquery()
    )
    rows = await session.scalars(
        select(Template)
        .join(newest, (Template.key == newest.c.key) & (Template.version == newest.c.version))
        .where(Template.workspace_id == workspace_id)
    )
    return [_found(row) for row in rows]


async def version_row(session: AsyncSession, workspace_id: UUID, key: str, version: int) -> Template | None:
    return await session.scalar(
        select(Template).where(
            Template.workspace_id == workspace_id, Template.key == key, Template.version == version
        )
    )


async def newest_version(session: AsyncSession, workspace_id: UUID, key: str) -> int:
    """0 where there is none."""
    statement = select(func.max(Template.version))
    return (
        await session.scalar(statement.where(Template.workspace_id == workspace_id, Template.key == key)) or 0
    )


async def room_of(session: AsyncSession, workspace_id: UUID) -> tuple[int, int]:
    """How many versions the workspace has, and their bytes as JSON."""
    size = func.coalesce(func.sum(func.octet_length(cast(Template.document, Text))), 0)
    statement = select(func.count(), size).where(Template.workspace_id == workspace_id)
    number, taken = (await session.execute(statement)).one()
    return number, taken


async def add(session: AsyncSession, workspace_id: UUID, document: TemplateDocument) -> Found:
    row = Template(
        workspace_id=workspace_id,
        key=document.id,
        version=document.version,
        name=document.name or None,
        document=canonical(document),
    )
    session.add(row)
    await session.flush()
    await session.refresh(row, ["created_at"])
    return _found(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """Who runs a version: drafts, also by templates bundled in them, and other templates of the workspace."""

    bots: list[Bot]
    templates: list[Found]


async def users_of(session: AsyncSession, of: Found) -> Users:
    """The first few of each."""
    using = (
        select(Step.bot_id)
        .join(TemplateInstance, TemplateInstance.step_id == Step.id)
        .where(TemplateInstance.template_key == of.key, TemplateInstance.template_version == of.version)
    )
    bundling = select(BundledTemplate.bot_id).where(_runs(BundledTemplate.document, of))
    bots = (
        select(Bot)
        .where(Bot.workspace_id == of.workspace_id, or_(Bot.id.in_(using), Bot.id.in_(bundling)))
        .order_by(Bot.id)
    )
    templates = (
        select(Template)
        .where(Template.workspace_id == of.workspace_id, Template.id != of.id, _runs(Template.document, of))
        .order_by(Template.key, Template.version)
    )
    return Users(
        bots=list(await session.scalars(bots.limit(FEW))),
        templates=[_found(row) for row in await session.scalars(templates.limit(FEW))],
    )


def _runs(document: Any, of: Found) -> ColumnElement[bool]:
    """Whether a step of the template document runs the version."""
    step = func.json_array_elements(document["steps"]).table_valued(column("value", JSON)).render_derived()
    instance = step.c.value["template"]
    return exists().where(
        instance["id"].as_string() == of.key, instance["version"].as_string() == str(of.version)
    )


def _found(row: Template) -> Found:
    return Found(
        id=row.id,
        workspace_id=row.workspace_id,
        key=row.key,
        version=row.version,
        name=row.name or row.key,
        document=row.document,
        created_at=row.created_at,
    )
