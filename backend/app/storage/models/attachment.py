"""A file in media storage, addressed by its content."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Row


class Attachment(Row):
    """`key` opens it to whoever has the link. Uploaded for a bot, or by a person in a channel."""

    __tablename__ = "attachment"

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), index=True)
    bot_id: Mapped[Id | None] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[Id | None] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[Id | None] = mapped_column(index=True)
    stored_file_id: Mapped[Id] = mapped_column(ForeignKey("stored_file.id"), index=True)
    key: Mapped[str]
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary, index=True)
