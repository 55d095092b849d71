"""A conversation (channel, person, bot) between events; its id is made from the three."""

from sqlalchemy import Index, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Moment


class Session(Base):
    """Written by compare-and-swap on `rev` alone. `state` is the engine's session, its variables included.

    No foreign keys here and on the queues: they would lock parent rows on every turn (docs/decisions).
    """

    __tablename__ = "session"
    __table_args__ = (
        Index("ix_session_bot_id_created_at", "bot_id", "created_at", "id"),
        {"postgresql_with": {"fillfactor": "60"}},
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    thread_id: Mapped[Id]
    channel_id: Mapped[Id] = mapped_column(index=True)
    person_id: Mapped[Id] = mapped_column(index=True)
    person_kind: Mapped[str]
    bot_id: Mapped[Id]
    rev: Mapped[int] = mapped_column(server_default="0")
    state: Mapped[Json | None]
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
    updated_at: Mapped[Moment] = mapped_column(server_default=func.now())
