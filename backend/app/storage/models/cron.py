"""A repeating time by which an emitter is fired."""

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Moment, Row


class Cron(Row):
    """Fields as of APScheduler's CronTrigger; `misfire`: skip | once | all. `nominal_at`: the time its fields
    name; `next_at`: when it fires, jitter included."""

    __tablename__ = "cron"

    emitter_id: Mapped[Id] = mapped_column(ForeignKey("emitter.id", ondelete="CASCADE"), index=True)
    year: Mapped[str | None]
    month: Mapped[str | None]
    day: Mapped[str | None]
    day_of_week: Mapped[str | None]
    hour: Mapped[str | None]
    minute: Mapped[str | None]
    second: Mapped[str | None]
    start_at: Mapped[Moment | None]
    end_at: Mapped[Moment | None]
    timezone: Mapped[str] = mapped_column(server_default="UTC")
    jitter: Mapped[int] = mapped_column(Integer, server_default="0")
    misfire: Mapped[str] = mapped_column(server_default="once")
    next_at: Mapped[Moment | None] = mapped_column(index=True)
    nominal_at: Mapped[Moment | None]
