"""A place where people reach a bot."""

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class Channel(Row):
    """`secret` signs webhooks, or vouches for people of a web channel; it is write-only in every interface.
    `old_secret` does so too until `old_secret_until`."""

    __tablename__ = "channel"
    __table_args__ = (CheckConstraint("kind in ('web', 'webhook', 'telegram')", name="kind"),)

    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    is_public: Mapped[bool] = mapped_column(server_default="false")
    is_group: Mapped[bool] = mapped_column(server_default="false")
    default_bot_id: Mapped[Id | None] = mapped_column(ForeignKey("bot.id", ondelete="SET NULL"))
    allowed_origins: Mapped[Json | None]
    settings: Mapped[Json | None]
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    old_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    old_secret_until: Mapped[Moment | None]
