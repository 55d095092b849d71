"""When a bot's people are told that its problems rise, and how far that has come."""

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Moment, Row


class Alert(Row):
    """One a bot. `secret` signs what is posted to `url`; it is write-only in every interface.

    `since`: when the problems rose that are told of, none while all is calm; `calm_at`: when they last came
    below; `told_at`: the last alert. `fault`: why the address took none of them in the end, at `fault_at`.
    """

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_due_at", "due_at", postgresql_where=text("is_on")),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), unique=True)
    is_on: Mapped[bool] = mapped_column(server_default="false")
    more_than: Mapped[int]
    minutes: Mapped[int]
    url: Mapped[str | None]
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    due_at: Mapped[Moment]
    since: Mapped[Moment | None]
    calm_at: Mapped[Moment | None]
    told_at: Mapped[Moment | None]
    fault: Mapped[str | None]
    fault_at: Mapped[Moment | None]
