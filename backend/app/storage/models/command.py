"""Work a turn awaits the answer of (HTTP, integration): a row means not yet answered."""

from sqlalchemy import SmallInteger, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json, Moment


class Command(Base):
    """Whoever holds the lease performs it; one found after its lease ran out may have been performed."""

    __tablename__ = "command"

    id: Mapped[Id] = mapped_column(primary_key=True)
    session_id: Mapped[Id] = mapped_column(index=True)
    command: Mapped[Json]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    leased_until: Mapped[Moment] = mapped_column(index=True)
    since: Mapped[Moment] = mapped_column(server_default=func.now())
