"""A person who chats without an account."""

from sqlalchemy.orm import Mapped

from .base import Row


class AnonymousUser(Row):
    __tablename__ = "anonymous_user"

    name: Mapped[str | None]
    locale: Mapped[str | None]
    timezone: Mapped[str | None]
