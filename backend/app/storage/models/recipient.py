"""A person to whom an emitter speaks at a time of their own."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class Recipient(Base):
    """`occurrence` is the time itself, `due_at` when it is sent (quiet hours, jitter); null: there is none to
    come. `fired`: the last occurrence that is over, so that none is fired twice.

    No foreign keys: they would lock the emitter for each of a million rows (docs/decisions/clock.md).
    """

    __tablename__ = "recipient"
    __table_args__ = (
        # For going from emitter to emitter (schedule/firing/rounds.py). There is none by time alone:
        # PostgreSQL would take it in place of this one, and read all of a large emitter for one of a small.
        Index("ix_recipient_turn", "emitter_id", "due_at", postgresql_where=text("due_at is not null")),
        {
            "postgresql_with": {
                "autovacuum_vacuum_scale_factor": "0.02",
                "autovacuum_vacuum_cost_delay": "0",
            }
        },
    )

    emitter_id: Mapped[Id] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(primary_key=True, index=True)
    channel_id: Mapped[Id]
    due_at: Mapped[Moment | None]
    occurrence: Mapped[Moment | None]
    fired: Mapped[Moment | None]
