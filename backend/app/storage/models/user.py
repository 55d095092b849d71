"""A registered person. E-mail addresses are kept in lower case."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Moment, Row


class User(Row):
    __tablename__ = "user"
    __table_args__ = (CheckConstraint("role in ('ADMIN', 'DEVELOPER', 'USER')", name="role"),)

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str | None]
    username: Mapped[str | None]
    locale: Mapped[str | None]
    timezone: Mapped[str | None]
    password_hash: Mapped[str | None]
    role: Mapped[str] = mapped_column(server_default="USER")
    is_active: Mapped[bool] = mapped_column(server_default="true")
    email_verified_at: Mapped[Moment | None]
