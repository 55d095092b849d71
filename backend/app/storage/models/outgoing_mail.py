"""A letter that is to be sent: gone once a mail server has taken it."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Moment, Row


class OutgoingMail(Row):
    """`secret`: the token of its link, sealed; none until the clock process has written the letter.
    `due_at`: when it is tried next; none where a server has refused it for good."""

    __tablename__ = "outgoing_mail"

    kind: Mapped[str]
    email: Mapped[str]
    user_id: Mapped[Id | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    invitation_id: Mapped[Id | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str | None]
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    due_at: Mapped[Moment | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(server_default="0")
    fault: Mapped[str | None]
    expires_at: Mapped[Moment]
