"""A published version: a document that never changes."""

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Moment


class BotVersion(Base):
    """`sessions`: what became of running sessions when it was published."""

    __tablename__ = "bot_version"
    __table_args__ = (CheckConstraint("sessions in ('finish', 'move', 'restart')", name="sessions"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[Json]
    note: Mapped[str | None]
    sessions: Mapped[str] = mapped_column(server_default="finish")
    author_id: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
