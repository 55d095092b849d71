"""A bot shared singly with a person: EDITOR or VIEWER."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id


class BotAccess(Base):
    __tablename__ = "bot_access"
    __table_args__ = (CheckConstraint("role in ('EDITOR', 'VIEWER')", name="role"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Id] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str]
