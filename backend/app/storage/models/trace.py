"""What a turn did, kept for a time (flow-language.md 8)."""

from sqlalchemy import BigInteger, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Moment


class Trace(Base):
    __tablename__ = "trace"
    __table_args__ = (Index("ix_trace_at", "at", postgresql_using="brin"),)

    session_id: Mapped[Id] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    body: Mapped[Json]
    at: Mapped[Moment] = mapped_column(server_default=func.now())
