"""What the nouns' repositories share: queries live in them, and they never commit."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.pagination import PageRequest, encode_cursor
from app.storage.models import Base
from app.storage.models.base import Row


class Repository[Model: Base]:
    """Queries on one table within a unit of work. Subclasses name their `model`."""

    model: type[Model]

    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, key: Any) -> Model | None:
        return await self.session.get(self.model, key)

    async def add(self, row: Model) -> Model:
        """Insert at once, so that a broken constraint is raised here."""
        self.session.add(row)
        await self.session.flush()
        return row

    async def delete(self, row: Model) -> None:
        await self.session.delete(row)
        await self.session.flush()


async def page_of[Item: Row](
    session: AsyncSession, statement: Select[Item], model: type[Item], page: PageRequest
) -> tuple[list[Item], str | None]:
    """A page of rows in the order of their ids, and the cursor of the next one."""
    if page.after is not None:
        statement = statement.where(model.id > page.after)
    rows = list(await session.scalars(statement.order_by(model.id).limit(page.limit + 1)))
    shown: list[Item] = rows[: page.limit]
    return shown, encode_cursor(_id(shown[-1])) if len(rows) > page.limit else None


def _id(row: Row) -> UUID:
    return row.id
