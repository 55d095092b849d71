"""A way from a group to a step, with the rules it is taken by."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Connection(Row):
    """`to_key` is the key of a step; that it exists is for `inspect` to say."""

    __tablename__ = "connection"
    __table_args__ = (UniqueConstraint("bot_id", "key"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"))
    group_id: Mapped[Id] = mapped_column(ForeignKey("connection_group.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    ordinal: Mapped[int]
    name: Mapped[str | None]
    priority: Mapped[int | None]
    rules: Mapped[Json | None]
    filters: Mapped[Json | None]
    set: Mapped[Json | None]
    to_key: Mapped[str]
