"""Events that wait for their session: a row means open, deleting it means done."""

from sqlalchemy import BigInteger, Identity, SmallInteger, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Moment


class Inbox(Base):
    """`event` is the engine's event. `id` gives the order within a session."""

    __tablename__ = "inbox"
    __table_args__ = (
        {
            "postgresql_with": {
                "autovacuum_vacuum_scale_factor": "0.0",
                "autovacuum_vacuum_threshold": "2000",
                "autovacuum_vacuum_cost_delay": "0",
            }
        },
    )

    session_id: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event: Mapped[Json]
    answers: Mapped[Id | None]  # the command this is the answer to
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    since: Mapped[Moment] = mapped_column(server_default=func.now(), index=True)
