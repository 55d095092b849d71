"""How often problems were met in a bot, by minute: what alerts and dashboards look at."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class ProblemCount(Base):
    """`minute`: its beginning. Kept for some days only."""

    __tablename__ = "problem_count"

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), primary_key=True)
    minute: Mapped[Moment] = mapped_column(primary_key=True, index=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
