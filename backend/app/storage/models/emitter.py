"""A message to be sent later, to whom and when."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class Emitter(Row):
    __tablename__ = "emitter"

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[Id | None] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"))
    name: Mapped[str]
    message: Mapped[Json]
    audience: Mapped[Json]
    schedule: Mapped[Json]
    needs_message_processing: Mapped[bool] = mapped_column(server_default="false")
    is_paused: Mapped[bool] = mapped_column(server_default="false")
    next_at: Mapped[Moment | None] = mapped_column(index=True)
