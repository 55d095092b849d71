"""Who did what, when: before and after of every change."""

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.acting import acting_token
from app.kit.ids import uuid7

from .base import Base, Id, Json, Moment


class Audit(Base):
    """Persons are named by id alone, so that erasing one reaches here too."""

    __tablename__ = "audit"

    id: Mapped[Id] = mapped_column(primary_key=True, default=uuid7)
    at: Mapped[Moment] = mapped_column(server_default=func.now())
    actor_id: Mapped[Id | None] = mapped_column(index=True)
    action: Mapped[str]
    workspace_id: Mapped[Id | None]
    bot_id: Mapped[Id | None] = mapped_column(index=True)
    subject_id: Mapped[Id | None]
    before: Mapped[Json | None]
    after: Mapped[Json | None]
    token_id: Mapped[Id | None] = mapped_column(default=acting_token)
