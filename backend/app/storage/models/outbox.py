"""Messages that wait for delivery: a row means open, deleting it means delivered."""

from sqlalchemy import BigInteger, SmallInteger, func
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Moment


class Outbox(Base):
    """`external`: a bot worker delivers it (webhook, Telegram …); else it goes straight to the gateway."""

    __tablename__ = "outbox"
    __table_args__ = (
        {
            "postgresql_with": {
                "autovacuum_vacuum_scale_factor": "0.0",
                "autovacuum_vacuum_threshold": "2000",
                "autovacuum_vacuum_cost_delay": "0",
            }
        },
    )

    thread_id: Mapped[Id] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    external: Mapped[bool]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    since: Mapped[Moment] = mapped_column(server_default=func.now(), index=True)
