"""One numbered row of messages as read by a person, or by all where the channel is a group."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id


class Thread(Base):
    """`last_seq` is taken under the row's lock, so numbers become visible in their own order. Its id is made
    from (channel, person), or is the channel's where the channel is a group."""

    __tablename__ = "thread"
    __table_args__ = ({"postgresql_with": {"fillfactor": "50"}},)

    id: Mapped[Id] = mapped_column(primary_key=True)
    channel_id: Mapped[Id] = mapped_column(index=True)
    person_id: Mapped[Id | None] = mapped_column(index=True)
    last_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
