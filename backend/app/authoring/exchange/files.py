"""Uploaded files that a document names (`attachments: [{file: <id>}]`)."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument
from app.engine.document import canonical
from app.storage.models import Attachment

from .documents import parse

type Json = dict[str, Any]


def files_in(document: BotDocument) -> list[UUID]:
    """In the order they are named, each once; one named by a placeholder is known only when it runs."""
    messages = [step.message for part in (document, *document.templates) for step in part.steps]
    named = [_id(one.file) for message in messages for one in message.attachments]
    return [*dict.fromkeys(one for one in named if one is not None)]


def with_files(document: BotDocument, ids: Mapping[UUID, UUID]) -> BotDocument:
    """The document naming other files in their place."""
    if all(old == new for old, new in ids.items()):
        return document
    values = canonical(document)
    for attachment in _attachments(values):
        known = _id(attachment.get("file"))
        if known is not None and known in ids:
            attachment["file"] = str(ids[known])
    return parse(values)


async def files_of(session: AsyncSession, workspace_id: UUID, ids: list[UUID]) -> list[Attachment]:
    """Those of them that bots of the workspace may show, in order of their ids."""
    found = await session.scalars(
        select(Attachment)
        .where(
            Attachment.id.in_(ids), Attachment.workspace_id == workspace_id, Attachment.bot_id.is_not(None)
        )
        .order_by(Attachment.id)
    )
    return list(found)


def _attachments(document: Json) -> Iterator[Json]:
    for part in (document, *document.get("templates", ())):
        for step in part.get("steps", ()):
            yield from step.get("message", {}).get("attachments", ())


def _id(named: str | None) -> UUID | None:
    """In any of the forms an id may have, as messages take it."""
    try:
        return UUID(named or "")
    except ValueError:
        return None
