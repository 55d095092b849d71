"""A group of connections of a step, or of the bot itself where `step_id` is null."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class ConnectionGroup(Row):
    """`settings` holds what only some types have: request, code, integration, config, credential, after …"""

    __tablename__ = "connection_group"
    __table_args__ = (UniqueConstraint("bot_id", "key"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"))
    step_id: Mapped[Id | None] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    ordinal: Mapped[int]
    type: Mapped[str]
    event: Mapped[str | None]
    priority: Mapped[int | None]
    set: Mapped[Json | None]
    settings: Mapped[Json | None]
