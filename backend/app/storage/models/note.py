"""A sticky note on the canvas of a draft."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Note(Row):
    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("bot_id", "key"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"))
    key: Mapped[str]
    ordinal: Mapped[int]
    text: Mapped[str]
    position: Mapped[Json | None]
    color: Mapped[str | None]
