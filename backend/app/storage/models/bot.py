"""A bot: the head of its draft, and which version runs."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Bot(Row):
    """`move_before`, `restart_before`: running sessions of an older version move or start afresh at their
    next event (0: none do). `publish_needs_tests`: it is not published while one of its tests is red."""

    __tablename__ = "bot"
    __table_args__ = (CheckConstraint("status in ('active', 'paused', 'archived')", name="status"),)

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="active")
    head: Mapped[Json]  # what the document says of the bot itself: description, locale, variables, tests …
    revision: Mapped[int] = mapped_column(server_default="0")
    published_version: Mapped[int | None]
    move_before: Mapped[int] = mapped_column(server_default="0")
    restart_before: Mapped[int] = mapped_column(server_default="0")
    publish_needs_tests: Mapped[bool] = mapped_column(server_default="false")
