"""The `bot.*` scope, shared by all sessions of a bot."""

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json


class BotVariables(Base):
    __tablename__ = "bot_variables"

    bot_id: Mapped[Id] = mapped_column(primary_key=True)
    variables: Mapped[Json]
