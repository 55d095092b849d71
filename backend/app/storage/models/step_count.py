"""How often steps of a version were entered and left, by day: what traces said, long after they are gone."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id


class StepCount(Base):
    """`kind`: entered | left | no_match; group and connection are named where it was left, else empty.

    `step` is a place: `outer/inner` inside templates. Keys are those of the document.
    """

    __tablename__ = "step_count"
    __table_args__ = (CheckConstraint("kind in ('entered', 'left', 'no_match')", name="kind"),)

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    group_key: Mapped[str] = mapped_column(primary_key=True)
    connection_key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
