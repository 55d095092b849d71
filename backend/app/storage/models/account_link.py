"""A link sent to somebody's e-mail address, by the SHA-256 of its token; using it deletes it."""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Moment, Row


class AccountLink(Row):
    """`email`: where it was sent, which is what using it proves."""

    __tablename__ = "account_link"
    __table_args__ = (CheckConstraint("kind in ('reset', 'verify', 'change')", name="kind"),)

    kind: Mapped[str]
    user_id: Mapped[Id] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    email: Mapped[str]
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    expires_at: Mapped[Moment]
