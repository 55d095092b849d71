"""A person who chats without an account."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Row


class AnonymousUser(Row):
    """`external_id`: what the site of a workspace calls them, where its server vouches for them."""

    __tablename__ = "anonymous_user"
    __table_args__ = (UniqueConstraint("workspace_id", "external_id"),)

    workspace_id: Mapped[Id | None] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    external_id: Mapped[str | None]
    email: Mapped[str | None]
    name: Mapped[str | None]
    locale: Mapped[str | None]
    timezone: Mapped[str | None]
