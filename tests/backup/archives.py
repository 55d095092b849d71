"""Archives taken apart and put together again, and databases told in full."""

import io
import json
import tarfile
from collections.abc import Callable, Iterable
from pathlib import Path

from servers import run_sql

type Parts = list[tuple[tarfile.TarInfo, bytes]]

TABLES = """
select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version' order by 1
"""
_SCHEMA = "select relname from pg_class where relnamespace = 'public'::regnamespace order by 1"


def told(url: str) -> dict[str, list[str]]:
    """Every row of every table."""
    return {
        table: sorted(run_sql(url, f'copy "{table}" to stdout').splitlines())
        for table in run_sql(url, TABLES).split()
    }


def state(url: str) -> object:
    """All that is in a database, also in one without tables."""
    return told(url), run_sql(url, _SCHEMA)


def parts_of(path: Path) -> Parts:
    with tarfile.open(path, "r:") as archive:
        return [(one, archive.extractfile(one).read()) for one in archive]


def names_of(path: Path) -> list[str]:
    return [one.name for one, _ in parts_of(path)]


def part(path: Path, name: str) -> dict:
    return json.loads(next(body for one, body in parts_of(path) if one.name == name))


def member(name: str, body: bytes = b"") -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), body


def write(path: Path, parts: Iterable[tuple[tarfile.TarInfo, bytes]]) -> Path:
    with tarfile.open(path, "w:", format=tarfile.GNU_FORMAT) as archive:
        for one, body in parts:
            one.size = len(body)
            archive.addfile(one, io.BytesIO(body))
    return path


def changed(path: Path, change: Callable[[Parts], Parts]) -> Path:
    """Another archive, with these parts."""
    return write(path.with_name("changed.tar"), change(parts_of(path)))


def with_json(name: str, **new: object) -> Callable[[Parts], Parts]:
    """A change of what a part says."""

    def change(parts: Parts) -> Parts:
        return [
            (one, json.dumps({**json.loads(body), **new}).encode() if one.name == name else body)
            for one, body in parts
        ]

    return change
