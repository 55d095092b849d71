"""What was said in a thread, both ways; a row is never changed."""

from sqlalchemy import BigInteger, CheckConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Moment


class Message(Base):
    """`body`: {text, button, buttons, attachments, widget, params}, keys left out where empty."""

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("sender_kind in ('user', 'anonymous', 'bot')", name="sender_kind"),
        Index(
            "uq_message_external",
            "thread_id",
            "sender_id",
            "external_id",
            unique=True,
            postgresql_where=text("external_id is not null"),
        ),
        Index("ix_message_created_at", "created_at", postgresql_using="brin"),
    )

    thread_id: Mapped[Id] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[Id]
    session_id: Mapped[Id | None]  # None: no bot was there to hear it
    sender_kind: Mapped[str]
    sender_id: Mapped[Id]
    external_id: Mapped[str | None]
    body: Mapped[Json]
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
