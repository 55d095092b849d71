"""What was done with a proposal, one row a revision of it."""

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.acting import acting_token

from .base import Base, Id, Json, Moment


class ProposalChange(Base):
    """`touched` are the paths a later change of the proposal is compared with."""

    __tablename__ = "proposal_change"

    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author_id: Mapped[Id | None]
    action: Mapped[str]
    touched: Mapped[Json]
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
    token_id: Mapped[Id | None] = mapped_column(default=acting_token)
