"""An alert on its way to one reader: gone once it was taken, or given up."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class AlertDelivery(Row):
    """By e-mail to `user_id`, or without one to the bot's address; `body`: what it tells."""

    __tablename__ = "alert_delivery"
    __table_args__ = (CheckConstraint("kind in ('risen', 'still', 'over', 'trial')", name="kind"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    body: Mapped[Json]
    due_at: Mapped[Moment] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(server_default="0")
