"""Whoever wants a bot's alerts by e-mail."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class AlertReader(Base):
    """`fault`: why no mail server took the last letter to them, at `fault_at`."""

    __tablename__ = "alert_reader"

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Id] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    fault: Mapped[str | None]
    fault_at: Mapped[Moment | None]
