"""What was changed in a draft, one row a revision: history, undo and audit in one."""

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.acting import acting_token

from .base import Base, Id, Json, Moment


class DraftChange(Base):
    """`inverse` undoes `operations`; `touched` are the paths a later change is compared with. `proposal_id`:
    where it was made by accepting one, which may be forgotten by now."""

    __tablename__ = "draft_change"

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author_id: Mapped[Id | None] = mapped_column(index=True)
    action: Mapped[str]
    operations: Mapped[Json]
    inverse: Mapped[Json]
    touched: Mapped[Json]
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
    token_id: Mapped[Id | None] = mapped_column(default=acting_token)
    proposal_id: Mapped[Id | None]
