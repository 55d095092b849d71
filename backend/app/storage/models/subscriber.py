"""A member of a channel: a user, an anonymous user or a bot."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Row


class Subscriber(Row):
    """`current_bot_id`: the bot a person talks to here, where it is not the channel's default.

    `is_added`: let in by those who run the channel. Who came by themselves while it was public may not enter
    once it is not.
    """

    __tablename__ = "subscriber"
    __table_args__ = (
        UniqueConstraint("channel_id", "member_id"),
        CheckConstraint("kind in ('user', 'anonymous', 'bot')", name="kind"),
    )

    channel_id: Mapped[Id] = mapped_column(ForeignKey("channel.id", ondelete="CASCADE"))
    kind: Mapped[str]
    member_id: Mapped[Id] = mapped_column(index=True)
    current_bot_id: Mapped[Id | None] = mapped_column(ForeignKey("bot.id", ondelete="SET NULL"))
    is_added: Mapped[bool] = mapped_column(server_default="false")
