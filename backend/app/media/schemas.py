"""Attachments over HTTP."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from app.runtime.files import file_link
from app.storage.models import Attachment

from .sniffing import Shape, shape_of


class AttachmentRead(BaseModel):
    """`url` opens the file to whoever has it; `{url, type, name}` is what a message carries of it."""

    id: UUID
    bot_id: UUID | None
    channel_id: UUID | None
    url: str
    type: Shape
    name: str
    content_type: str
    size: int
    sha256: str
    created_at: datetime

    @classmethod
    def of(cls, attachment: Attachment) -> "AttachmentRead":
        return cls(
            id=attachment.id,
            bot_id=attachment.bot_id,
            channel_id=attachment.channel_id,
            url=file_link(attachment.id, attachment.key),
            type=shape_of(attachment.content_type),
            name=attachment.name,
            content_type=attachment.content_type,
            size=attachment.size,
            sha256=attachment.sha256.hex(),
            created_at=attachment.created_at,
        )
