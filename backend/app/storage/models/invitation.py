"""An invitation to register, by the SHA-256 of its token."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Moment, Row


class Invitation(Row):
    __tablename__ = "invitation"

    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    email: Mapped[str | None]
    role: Mapped[str]
    workspace_id: Mapped[Id | None] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    workspace_role: Mapped[str | None]
    invited_by: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
