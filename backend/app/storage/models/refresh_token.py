"""A refresh token, by its SHA-256; used once, and used twice ends its sign-in.

`follows`: the digest of the one it was given for; two of the same where the first answer was lost.
"""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class RefreshToken(Base):
    __tablename__ = "refresh_token"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    sign_in_id: Mapped[Id] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
    follows: Mapped[bytes | None] = mapped_column(LargeBinary)
