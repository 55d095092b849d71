"""A step of a draft; `key` is its id in the document."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Step(Row):
    __tablename__ = "step"
    __table_args__ = (UniqueConstraint("bot_id", "key"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"))
    key: Mapped[str]
    ordinal: Mapped[int]
    name: Mapped[str | None]
    position: Mapped[Json | None]
    note: Mapped[str | None]
    proxy: Mapped[bool] = mapped_column(server_default="false")
    message: Mapped[Json | None]  # its widget is a row of `widget`
    preset: Mapped[Json | None]
