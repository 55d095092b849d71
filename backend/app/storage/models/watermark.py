"""How far something that goes through rows in the order of their time has come."""

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Moment


class Watermark(Base):
    """Rows from before `at` are done with."""

    __tablename__ = "watermark"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[Moment]
