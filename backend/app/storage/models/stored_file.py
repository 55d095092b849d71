"""The bytes of attachments: each content once a workspace, for as long as an attachment has it."""

from sqlalchemy import BigInteger, Index, LargeBinary, func, text
from sqlalchemy.orm import Mapped, mapped_column

from app.kit.ids import uuid7

from .base import Base, Id, Moment


class StoredFile(Base):
    """Outlives its workspace until its bytes are gone; once doomed it is never attached again."""

    __tablename__ = "stored_file"
    __table_args__ = (
        Index(
            "uq_stored_file_content",
            "workspace_id",
            "sha256",
            unique=True,
            postgresql_where=text("doomed_at is null"),
        ),
        Index("ix_stored_file_doomed_at", "doomed_at", postgresql_where=text("doomed_at is not null")),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=uuid7)
    workspace_id: Mapped[Id]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(BigInteger)
    touched_at: Mapped[Moment] = mapped_column(server_default=func.now(), index=True)
    doomed_at: Mapped[Moment | None]
