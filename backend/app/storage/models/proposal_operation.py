"""An operation that was done to a proposal, by the name its sender gave it: the same again is done once."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id


class ProposalOperation(Base):
    """As DraftOperation is of a draft."""

    __tablename__ = "proposal_operation"

    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    operation_id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    part_id: Mapped[str | None]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
