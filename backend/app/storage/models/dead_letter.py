"""An event that could not be handled, with why; it can be replayed."""

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class DeadLetter(Row):
    """`kind`: event | delivery. `error` is the type and place of the fault, never a person's text."""

    __tablename__ = "dead_letter"

    kind: Mapped[str]
    bot_id: Mapped[Id | None] = mapped_column(index=True)
    session_id: Mapped[Id | None] = mapped_column(index=True)
    thread_id: Mapped[Id | None]
    payload: Mapped[Json]
    error: Mapped[str]
    attempts: Mapped[int] = mapped_column(SmallInteger)
    replayed_at: Mapped[Moment | None]
