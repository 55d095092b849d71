"""What the clock does for an emitter in portions, and what came of it: its history."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class EmitterRun(Row):
    """`kind`: `send` says the message to its audience, `plan` finds the times of those who have times of
    their own, `own` counts what was sent to those in the hour of `occurrence`.

    `occurrence`: the time it is for, so that no time is fired twice. `last_person`: how far it has come, in
    the order of ids. `problems`: [{code, count, person_id}].
    """

    __tablename__ = "emitter_run"
    __table_args__ = (
        CheckConstraint("kind in ('send', 'plan', 'own')", name="kind"),
        CheckConstraint("cause in ('schedule', 'person')", name="cause"),
        CheckConstraint("state in ('open', 'done', 'skipped', 'stopped')", name="state"),
        UniqueConstraint("emitter_id", "kind", "occurrence"),
        Index("ix_emitter_run_open", "updated_at", postgresql_where=text("state = 'open'")),
    )

    emitter_id: Mapped[Id] = mapped_column(ForeignKey("emitter.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(server_default="send")
    cause: Mapped[str] = mapped_column(server_default="schedule")
    state: Mapped[str] = mapped_column(server_default="open")
    reason: Mapped[str | None]
    occurrence: Mapped[Moment]
    last_person: Mapped[Id | None]
    sent: Mapped[int] = mapped_column(server_default="0")
    postponed: Mapped[int] = mapped_column(server_default="0")
    passed: Mapped[int] = mapped_column(server_default="0")
    failed: Mapped[int] = mapped_column(server_default="0")
    problems: Mapped[Json | None]
    finished_at: Mapped[Moment | None]
