"""A timeout that runs: firing deletes the row and puts the event into the inbox, in one transaction."""

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class Timer(Base):
    """Due at the same moment, they fire by (priority, ordinal) (flow-language.md 4.7)."""

    __tablename__ = "timer"
    __table_args__ = (Index("ix_timer_due", "due_at", "priority", "ordinal"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    session_id: Mapped[Id] = mapped_column(index=True)
    due_at: Mapped[Moment]
    priority: Mapped[int] = mapped_column(Integer)
    ordinal: Mapped[int] = mapped_column(Integer)
