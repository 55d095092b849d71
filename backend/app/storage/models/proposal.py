"""Edits of a draft that wait for a person: a branch of it, as two documents."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.acting import acting_token

from .base import Id, Json, Moment, Row


class Proposal(Row):
    """`base` (as JSON) is the draft at `base_revision`, with what was accepted of the proposal since;
    `document` is the branch, and `revision` how often it was changed. `counts`: parts that differ, by how.
    `accepted_revision`: the newest of the draft that was made by accepting."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("state in ('open', 'accepted', 'rejected', 'withdrawn')", name="state"),
        Index("ix_proposal_bot_id_state", "bot_id", "state"),
    )

    bot_id: Mapped[Id] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"))
    title: Mapped[str]
    note: Mapped[str | None]
    state: Mapped[str] = mapped_column(server_default="open")
    base_revision: Mapped[int]
    base: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=True)
    document: Mapped[str] = mapped_column(deferred=True, deferred_raiseload=True)
    revision: Mapped[int] = mapped_column(server_default="0")
    counts: Mapped[Json]
    author_id: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    token_id: Mapped[Id | None] = mapped_column(default=acting_token)
    accepted_revision: Mapped[int | None]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
