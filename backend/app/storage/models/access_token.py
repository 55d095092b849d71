"""A token somebody made for a script or an assistant, by the SHA-256 of its secret."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Moment, Row


class AccessToken(Row):
    """Each is a sign-in of its own, under the same id: what ends sign-ins ends tokens."""

    __tablename__ = "access_token"

    id: Mapped[Id] = mapped_column(ForeignKey("sign_in.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    scopes: Mapped[Json]
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    prefix: Mapped[str]
    expires_at: Mapped[Moment | None]
    last_used_at: Mapped[Moment | None]
