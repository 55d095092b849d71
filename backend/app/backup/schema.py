"""The tables as they are in a database, whatever its revision, in the order in which they can be filled."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, Final

import asyncpg

from app.storage.models import Base

REVISIONS: Final = "alembic_version"
_COLUMNS: Final = """
select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
group by c.relname order by c.relname
"""
_REFERENCES: Final = """
select child.relname::text as child, parent.relname::text as parent
from pg_constraint k
join pg_class child on child.oid = k.conrelid
join pg_class parent on parent.oid = k.confrelid
where k.contype = 'f' and k.connamespace = current_schema()::regnamespace and k.conrelid <> k.confrelid
"""
_NUMBERS: Final = """
select c.relname::text as name, a.attname::text as column_name, s.sequence::text as sequence
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
cross join lateral (
    select pg_get_serial_sequence(format('%I.%I', current_schema(), c.relname), a.attname) as sequence
) s
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and s.sequence is not null
  and c.relname::text = any($1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A column that PostgreSQL numbers."""

    table: str
    column: str
    sequence: str


async def tables_of(connection: asyncpg.Connection) -> dict[str, list[str]]:
    """Columns by table, ours alone, those that others refer to first."""
    found = await _columns(connection)
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(found, ()))
    for row in await connection.fetch(_REFERENCES):
        if row["child"] in found and row["parent"] in found:
            order.add(row["child"], row["parent"])
    return {name: found[name] for name in order.static_order()}


async def revision_of(connection: asyncpg.Connection) -> str | None:
    """None where no table of ours is."""
    if await connection.fetchval("select to_regclass($1)", REVISIONS) is None:
        return None
    return await connection.fetchval(f"select version_num from {REVISIONS}")  # noqa: S608 - a constant


async def numbers_of(connection: asyncpg.Connection, tables: Sequence[str]) -> list[Numbers]:
    rows: Sequence[Mapping[str, Any]] = await connection.fetch(_NUMBERS, list(tables))
    return [Numbers(table=row["name"], column=row["column_name"], sequence=row["sequence"]) for row in rows]


async def is_empty(connection: asyncpg.Connection) -> bool:
    """Whether no table of ours has a row."""
    for name in await _columns(connection):
        if await connection.fetchval(f"select exists (select from {quoted(name)})"):  # noqa: S608 - quoted
            return False
    return True


@asynccontextmanager
async def untriggered(connection: asyncpg.Connection, tables: Iterable[str]) -> AsyncGenerator[None]:
    """Rows that come meanwhile are taken as they are: what triggers made of them is among them already.

    Those of foreign keys stay, and whoever owns the tables may do it.
    """
    names = [quoted(name) for name in tables]
    await connection.execute("; ".join(f"alter table {name} disable trigger user" for name in names))
    yield
    await connection.execute("; ".join(f"alter table {name} enable trigger user" for name in names))


def quoted(name: str) -> str:
    """As it stands in a statement."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


async def _columns(connection: asyncpg.Connection) -> dict[str, list[str]]:
    """Others may keep tables beside ours, which are none of our business."""
    rows = await connection.fetch(_COLUMNS)
    return {row["name"]: list(row["columns"]) for row in rows if row["name"] in Base.metadata.tables}
