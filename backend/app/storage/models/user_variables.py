"""The `user.*` scope: a person within one workspace."""

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id, Json


class UserVariables(Base):
    """`profile` is what a channel last told of the person; it overwrites variables only where it changed."""

    __tablename__ = "user_variables"

    workspace_id: Mapped[Id] = mapped_column(primary_key=True)
    person_id: Mapped[Id] = mapped_column(primary_key=True, index=True)
    variables: Mapped[Json]
    profile: Mapped[Json | None]
