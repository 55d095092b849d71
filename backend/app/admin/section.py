"""One table of the administration, for FastAdmin: what is shown of it, and what may be done there.

FastAdmin's own way with SQLAlchemy is not used: it shows every column that is not excluded by name, compares
times and ids as texts, which PostgreSQL refuses, counts whole tables, and knows keys of one column only.
"""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast
from uuid import UUID

from fastadmin import InlineModelAdmin, ModelAdmin
from sqlalchemy import Select, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.clock import now
from app.kit.errors import Forbidden, NotFound
from app.storage.models import Base
from app.storage.selecting import AnySelect

from .asking import matching, ordered, part_of_key, searching
from .columns import Asked, Column
from .faults import is_canceled, told
from .visit import Visit

COUNTED = 10_000  # rows a list goes through at most; who looks for more narrows it
SHOWN_TEXT = 300
PERIODS = (timedelta(hours=1), timedelta(days=1), None)
BETWEEN = "~"  # parts of an id

_GENTLY = text(
    "select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '5000', true)"
)
_BRIEFLY = text("select set_config('statement_timeout', '1000', true)")

type Row = Mapping[str, Any]
type Key = tuple[Any, ...]


@asynccontextmanager
async def reading(visit: Visit) -> AsyncIterator[AsyncSession]:
    """A transaction that can write nothing and takes five seconds a statement at most."""
    with told():
        async with visit.parts.database.unit_of_work() as session:
            await session.execute(_GENTLY)
            yield session


class Section(ModelAdmin):
    """`model`: the table, by whose name FastAdmin knows it. `keys`: the columns that name a row, in the order
    of its id. `newest_by`: the moment of a row, where the table may be so large that its newest rows are not
    to be looked for in all of it."""

    columns: ClassVar[Sequence[Column]] = ()
    model: ClassVar[type[Base]]
    keys: ClassVar[Sequence[str]] = ("id",)
    has_new: ClassVar[bool] = False
    has_removal: ClassVar[bool] = False
    newest_by: ClassVar[str | None] = None
    list_per_page = 25
    ordering: Sequence[str] = ()

    def __init_subclass__(cls) -> None:
        """What FastAdmin asks for by its own names."""
        cls.list_display = tuple(one.name for one in cls.columns if one.listed)
        cls.list_display_links = cls.list_display[:1]
        cls.list_display_labels = {one.name: one.label for one in cls.columns}
        cls.list_display_widths = {one.name: f"{one.width}px" for one in cls.columns}
        cls.list_filter = tuple(one.name for one in cls.columns if one.filtered)
        cls.search_fields = tuple(one.name for one in cls.columns if one.searched)
        cls.sortable_by = tuple(one.name for one in cls.columns if not one.is_json)
        cls.readonly_fields = tuple(one.name for one in cls.columns if not one.writable)

    @property
    def visit(self) -> Visit:
        """Whose request is answered."""
        return cast("Visit", self.user)

    # --- what sections that change something say

    async def make(self, session: AsyncSession, given: dict[str, Any]) -> Key:
        """A new row, by the function that the API has for it; its key."""
        del session, given
        raise _read_only()

    async def alter(self, session: AsyncSession, key: Key, changed: dict[str, Any]) -> None:
        """`changed`: what is another value than it was."""
        del session, key, changed
        raise _read_only()

    async def remove(self, session: AsyncSession, key: Key) -> None:
        del session, key
        raise _read_only()

    # --- what FastAdmin asks for

    def get_model_fields_with_widget_types(self, with_m2m: bool | None = None) -> list[Any]:  # noqa: FBT001
        """Of exports (`with_m2m` False) what lists show."""
        return [] if with_m2m else [one.field() for one in self.columns if one.listed or with_m2m is None]

    @staticmethod
    def get_model_pk_name(orm_model_cls: Any) -> str:
        del orm_model_cls
        return "id"

    async def orm_get_list(
        self,
        offset: int | None = None,
        limit: int | None = None,
        search: str | None = None,
        sort_by: str | None = None,
        filters: dict[tuple[str, str], Any] | None = None,
    ) -> tuple[list[Row], int]:
        """The rows asked for, and how many there are, counted up to COUNTED."""
        with told():
            listed = [one for one in self.columns if one.listed or one.name in self.keys]
            statement = self._matching(_selected(listed).select_from(self.model), search, filters or {})
            page = statement.order_by(*self._order(sort_by)).offset(min(offset or 0, COUNTED)).limit(limit)
            counted = statement.with_only_columns(text("1")).limit(COUNTED).subquery()
        async with reading(self.visit) as session:
            rows = await self._rows(session, page, sort_by, limit)
            total = await _counted(session, select(func.count()).select_from(counted))
        return [*rows], _seen(rows, offset, limit) if total is None else total

    async def orm_get_obj(self, id: UUID | int | str) -> Row | None:  # noqa: A002 - FastAdmin's name
        """With all columns; None where there is none, or that is no id."""
        try:
            key = self.key_of(str(id))
        except NotFound:
            return None
        async with reading(self.visit) as session:
            return await self._row(session, key)

    async def serialize_obj(self, obj: Row, list_view: bool = False) -> dict[str, Any]:  # noqa: FBT001
        shown = {
            one.name: _shown(obj[one.name], in_list=list_view) for one in self.columns if one.name in obj
        }
        return {**shown, "id": BETWEEN.join(str(obj[name]) for name in self.keys)}

    async def save_model(self, id: UUID | int | str | None, payload: dict[str, Any]) -> dict[str, Any] | None:  # noqa: A002
        with told():
            given = {
                one.name: payload[one.name] for one in self.columns if one.writable and one.name in payload
            }
            async with self.visit.parts.database.unit_of_work() as session:
                if id is None:
                    key = await self.make(session, given)
                else:
                    key = self.key_of(str(id))
                    await self._alter(session, key, given)
        return await self.get_obj(BETWEEN.join(map(str, key)))

    async def delete_model(self, id: UUID | int | str) -> None:  # noqa: A002
        with told():
            async with self.visit.parts.database.unit_of_work() as session:
                await self.remove(session, self.key_of(str(id)))

    async def has_add_permission(self, user_id: UUID | int | None = None) -> bool:
        del user_id
        return self.has_new

    async def has_delete_permission(self, user_id: UUID | int | None = None) -> bool:
        del user_id
        return self.has_removal

    # --- how

    def key_of(self, told_id: str) -> Key:
        """The parts of an id; NotFound where it is none."""
        parts = told_id.split(BETWEEN)
        columns = [self._column(name) for name in self.keys]
        try:
            return tuple(part_of_key(column, part) for column, part in zip(columns, parts, strict=True))
        except ValueError:
            raise NotFound("admin:not_found", "There is no such row.") from None

    def _column(self, name: str) -> Column:
        return next(one for one in self.columns if one.name == name)

    async def _row(self, session: AsyncSession, key: Key) -> Row | None:
        wanted = [self._column(name).of == part for name, part in zip(self.keys, key, strict=True)]
        statement = _selected(self.columns).select_from(self.model).where(*wanted)
        return cast("Row | None", (await session.execute(statement)).mappings().one_or_none())

    async def _alter(self, session: AsyncSession, key: Key, given: dict[str, Any]) -> None:
        """Only what is new: forms send all they have."""
        row = await self._row(session, key)
        if row is None:
            raise NotFound("admin:not_found", "There is no such row.")
        if not any(one.writable for one in self.columns):
            raise _read_only()
        changed = {name: value for name, value in given.items() if _shown(row[name], in_list=False) != value}
        if changed:
            await self.alter(session, key, changed)

    async def _rows(
        self, session: AsyncSession, page: AnySelect, sort_by: str | None, limit: int | None
    ) -> Sequence[Row]:
        """A page that the last hour or day can fill is not looked for in all there is."""
        rows: Sequence[Row] = ()
        is_newest_first = self.newest_by is not None and sort_by in {None, "", f"-{self.newest_by}"}
        for period in PERIODS if is_newest_first else (None,):
            wanted = page
            if period is not None:
                wanted = page.where(self._column(self.newest_by or "").of >= now() - period)
            rows = cast("Sequence[Row]", (await session.execute(wanted)).mappings().all())
            if len(rows) == limit:
                break
        return rows

    def _matching(
        self, statement: AnySelect, search: str | None, filters: Mapping[tuple[str, str], Any]
    ) -> AnySelect:
        for (name, condition), value in filters.items():
            asked = Asked(column=self._column(name), condition=condition, value=value)
            statement = statement.where(matching(asked))
        if search and self.search_fields:
            found = searching([one for one in self.columns if one.searched], search)
            statement = statement.where(text("false") if found is None else found)
        return statement

    def _order(self, sort_by: str | None) -> list[Any]:
        """The same order each time: what is alike is put by its key."""
        names = [sort_by] if sort_by else [*self.ordering]
        chosen = [ordered(self._column(one.lstrip("-")), is_descending=one.startswith("-")) for one in names]
        return [*chosen, *(self._column(name).of for name in self.keys)]


def within(section: type[Section], by: str) -> type[InlineModelAdmin]:
    """The rows of a section that belong to the row looked at, by the column that holds its id."""
    named = {"model": section.model, "fk_name": by, "max_num": 0, "min_num": 0}
    return cast("type[InlineModelAdmin]", type(f"{section.__name__}Within", (section,), named))


async def _counted(session: AsyncSession, statement: Select[int]) -> int | None:
    """None where that takes too long: what a list shows is worth more than how much more there is."""
    try:
        async with session.begin_nested():
            await session.execute(_BRIEFLY)
            return await session.scalar(statement)
    except DBAPIError as fault:
        if not is_canceled(fault):
            raise
        return None


def _seen(rows: Sequence[object], offset: int | None, limit: int | None) -> int:
    """What is known to be there: these, those before them, and perhaps a page behind."""
    return (offset or 0) + len(rows) + (limit is not None and len(rows) == limit)


def _selected(columns: Sequence[Column]) -> AnySelect:
    return select(*(one.of.label(one.name) for one in columns))


def _shown(value: Any, *, in_list: bool) -> Any:
    """As JSON; in lists and exports objects are a line of text, and long texts are cut."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if in_list and isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if in_list and isinstance(value, str) and len(value) > SHOWN_TEXT:
        return value[:SHOWN_TEXT] + "…"
    return value


def _read_only() -> Forbidden:
    return Forbidden("admin:read_only", "This is only read here.")
