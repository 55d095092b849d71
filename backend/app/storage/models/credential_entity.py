"""A credential: sealed with the key `key_id` names, write-only in every interface."""

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class CredentialEntity(Row):
    """`settings` is what of it may be shown; `sealed_at`: when its secret was last given."""

    __tablename__ = "credential_entity"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        Index(
            "uq_credential_entity_default_of_bot",
            "bot_id",
            "provider",
            unique=True,
            postgresql_where=text("is_default"),
        ),
        Index(
            "uq_credential_entity_default_of_workspace",
            "workspace_id",
            "provider",
            unique=True,
            postgresql_where=text("is_default and bot_id is null"),
        ),
    )

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    bot_id: Mapped[Id | None] = mapped_column(ForeignKey("bot.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    provider: Mapped[str]
    strategy: Mapped[str]
    settings: Mapped[Json]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[Moment] = mapped_column(server_default=func.now())
    key_id: Mapped[str]
    hosts: Mapped[Json]
    is_default: Mapped[bool] = mapped_column(server_default="false")
