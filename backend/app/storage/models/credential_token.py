"""The token a credential was exchanged for, shared by all processes; losing it costs one exchange."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class CredentialToken(Base):
    """`sealed` holds the token and, where the server gave a new one, the refresh token to use next.

    Whoever set `renewing_until` asks for a new token; the others wait for it.
    """

    __tablename__ = "credential_token"

    credential_id: Mapped[Id] = mapped_column(
        ForeignKey("credential_entity.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    expires_at: Mapped[Moment | None]
    renewing_until: Mapped[Moment | None]
