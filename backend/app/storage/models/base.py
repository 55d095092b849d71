"""What every table shares: naming of constraints, types of columns, the columns most rows have."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, MetaData, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kit.ids import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

type Id = Annotated[UUID, "uuid"]
type Json = Annotated[Any, "json"]  # json, not jsonb: the order of keys is kept
type Moment = Annotated[datetime, "moment"]


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration
        str: Text,
        Id: Uuid(as_uuid=True),
        Json: JSON(none_as_null=True),
        Moment: DateTime(timezone=True),
    }


class Row(Base):
    """A row with a UUIDv7 and the moments it was made and changed."""

    __abstract__ = True

    id: Mapped[Id] = mapped_column(primary_key=True, default=uuid7)
    created_at: Mapped[Moment] = mapped_column(server_default=func.now())
    updated_at: Mapped[Moment] = mapped_column(server_default=func.now(), onupdate=func.now())
