"""A message to be sent later, to whom and when."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class Emitter(Row):
    """`is_personal`: each person has times of their own (recipient). `held_at`: the first time that came
    while the bot did not run."""

    __tablename__ = "emitter"
    __table_args__ = (
        Index("ix_emitter_personal", "bot_id", postgresql_where=text("is_personal")),
        Index("ix_emitter_held", "held_at", postgresql_where=text("held_at is not null")),
    )

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[Id | None] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"))
    name: Mapped[str]
    message: Mapped[Json]
    audience: Mapped[Json]
    schedule: Mapped[Json]
    needs_message_processing: Mapped[bool] = mapped_column(server_default="false")
    is_paused: Mapped[bool] = mapped_column(server_default="false")
    next_at: Mapped[Moment | None] = mapped_column(index=True)
    is_personal: Mapped[bool] = mapped_column(server_default="false")
    held_at: Mapped[Moment | None]
