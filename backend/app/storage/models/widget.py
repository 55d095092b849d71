"""The widget in a step's message: a type of the catalogue and its props."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class Widget(Row):
    __tablename__ = "widget"

    step_id: Mapped[Id] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"), unique=True)
    type: Mapped[str]
    props: Mapped[Json]
