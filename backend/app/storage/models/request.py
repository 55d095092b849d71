"""An HTTP request of a draft; `settings` is what the document says of it."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Request(Row):
    __tablename__ = "request"
    __table_args__ = (UniqueConstraint("bot_id", "key"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"))
    key: Mapped[str]
    ordinal: Mapped[int]
    settings: Mapped[Json]
