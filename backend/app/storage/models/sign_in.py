"""One sign-in of a person: access tokens name it, refresh tokens belong to it, sign-out ends it."""

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class SignIn(Base):
    """`person_id` is of `user` or `anonymous_user`, as `kind` says. `agent`: what the client called itself;
    `seen_at`: when it last came for new tokens. `channel_id`: the one channel it is good for, if so."""

    __tablename__ = "sign_in"
    __table_args__ = (CheckConstraint("kind in ('user', 'anonymous')", name="kind"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[Id] = mapped_column(index=True)
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
    ended_at: Mapped[Moment | None]
    agent: Mapped[str | None]
    seen_at: Mapped[Moment | None]
    channel_id: Mapped[Id | None]
