"""People whose variables or channels changed, for the clock to find their times anew; triggers write it."""

from sqlalchemy import BigInteger, Identity
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, Id


class PersonChange(Base):
    """One person may be here many times: nobody who writes waits for another."""

    __tablename__ = "person_change"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    workspace_id: Mapped[Id]
    person_id: Mapped[Id]
