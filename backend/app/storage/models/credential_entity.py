"""A credential: sealed with the key `key_id` names, write-only in every interface."""

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class CredentialEntity(Row):
    __tablename__ = "credential_entity"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    bot_id: Mapped[Id | None] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    provider: Mapped[str]
    strategy: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str]
    hosts: Mapped[Json]
    is_default: Mapped[bool] = mapped_column(server_default="false")
