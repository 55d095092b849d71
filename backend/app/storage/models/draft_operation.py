"""An operation that was done, by the name its sender gave it: the same again is done once."""

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id


class DraftOperation(Base):
    """`revision` is the one it led to, `part_id` the id in the document of the part it made or moved.

    `digest`: of what it said, so that another one of the same name is told from it.
    """

    __tablename__ = "draft_operation"
    __table_args__ = (Index("ix_draft_operation_bot_id_revision", "bot_id", "revision"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    operation_id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    part_id: Mapped[str | None]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
