"""A workspace owns bots, templates, credentials, channels and media; everyone has a personal one."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Row


class Workspace(Row):
    __tablename__ = "workspace"

    name: Mapped[str]
    personal_of: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), unique=True)
