"""A step that runs a template, and which version of it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .base import Id, Json, Row


class TemplateInstance(Row):
    __tablename__ = "template_instance"

    step_id: Mapped[Id] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"), unique=True)
    template_key: Mapped[str]
    template_version: Mapped[int]
    inputs: Mapped[Json | None]
    outputs: Mapped[Json | None]
