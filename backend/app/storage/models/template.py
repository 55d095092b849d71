"""A template document of a workspace; a version never changes."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Template(Row):
    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("workspace_id", "key", "version"),)

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    key: Mapped[str]
    version: Mapped[int]
    name: Mapped[str | None]
    document: Mapped[Json]
