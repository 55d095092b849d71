"""Who belongs to a workspace: owner, EDITOR or VIEWER."""

from sqlalchemy import CheckConstraint, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class WorkspaceMember(Base):
    __tablename__ = "workspace_member"
    __table_args__ = (CheckConstraint("role in ('owner', 'EDITOR', 'VIEWER')", name="role"),)

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Id] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str]
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
