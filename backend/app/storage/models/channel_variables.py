"""The `channel.*` scope."""

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json


class ChannelVariables(Base):
    __tablename__ = "channel_variables"

    channel_id: Mapped[Id] = mapped_column(primary_key=True)
    variables: Mapped[Json]
