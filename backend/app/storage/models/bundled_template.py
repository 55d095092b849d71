"""A template document that travels in a bot's draft (flow-language.md 7)."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json


class BundledTemplate(Base):
    __tablename__ = "bundled_template"

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ordinal: Mapped[int]
    document: Mapped[Json]
