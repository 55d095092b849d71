"""Tables out of a database and into another, as PostgreSQL writes their rows, a few megabytes at a time."""

import zlib
from collections.abc import AsyncGenerator, Sequence
from hashlib import sha256
from typing import Final

import asyncpg

from .container import Reader, Writer
from .faults import Broken
from .manifest import TableKept

CHUNK: Final = 4 * 1024 * 1024  # bytes of rows in a member
_LEVEL: Final = 3  # twice as quick as the usual one, a tenth larger
_MOST: Final = CHUNK + 64 * 1024  # what does not shrink grows a little
UNIFORM: Final = {
    "client_encoding": "UTF8",
    "datestyle": "ISO, YMD",
    "timezone": "UTC",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
}
"""Settings of a session that reads or writes an archive: the same rows are the same bytes on every server."""


class _Chunks:
    """Gathers what PostgreSQL gives into members of the archive."""

    def __init__(self, writer: Writer, table: str) -> None:
        self._writer = writer
        self._table = table
        self._gathered = bytearray()
        self._number = 0
        self._digest = sha256()
        self._size = 0

    async def take(self, some: bytes) -> None:
        self._gathered += some
        while len(self._gathered) >= CHUNK:
            self._put(bytes(self._gathered[:CHUNK]))
            del self._gathered[:CHUNK]

    def finish(self, rows: int) -> TableKept:
        if self._gathered:
            self._put(bytes(self._gathered))
        return TableKept(rows=rows, bytes=self._size, sha256=self._digest.hexdigest())

    def _put(self, chunk: bytes) -> None:
        self._digest.update(chunk)
        self._size += len(chunk)
        self._writer.add(chunk_name(self._table, self._number), zlib.compress(chunk, _LEVEL))
        self._number += 1


async def copy_out(
    connection: asyncpg.Connection, writer: Writer, table: str, columns: Sequence[str]
) -> TableKept:
    """All rows that the transaction of `connection` sees."""
    chunks = _Chunks(writer, table)
    told = await connection.copy_from_table(table, columns=columns, output=chunks.take)
    return chunks.finish(_counted(told))


async def copy_in(
    connection: asyncpg.Connection, reader: Reader, table: str, columns: Sequence[str]
) -> TableKept:
    """What the archive holds of that table, into one that is empty; what came, to be compared."""
    came = _Came(reader, table)
    try:
        told = await connection.copy_to_table(table, columns=columns, source=came.chunks())
    except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.ProgramLimitExceededError):
        raise Broken(f"rows of {table} don't fit") from None
    return TableKept(rows=_counted(told), bytes=came.size, sha256=came.digest.hexdigest())


class _Came:
    def __init__(self, reader: Reader, table: str) -> None:
        self._reader = reader
        self._table = table
        self.digest = sha256()
        self.size = 0

    async def chunks(self) -> AsyncGenerator[bytes]:
        number = 0
        while (member := self._reader.member) is not None and member.name == chunk_name(self._table, number):
            chunk = _unpacked(self._reader.body(member.name, _MOST))
            self.digest.update(chunk)
            self.size += len(chunk)
            number += 1
            yield chunk


def chunk_name(table: str, number: int) -> str:
    return f"tables/{table}/{number:06}.z"


def _unpacked(body: bytes) -> bytes:
    """Never more than a chunk, whatever a few bytes may claim to be."""
    unpacking = zlib.decompressobj()
    try:
        chunk = unpacking.decompress(body, CHUNK + 1)
    except zlib.error:
        raise Broken("rows are damaged") from None
    if len(chunk) > CHUNK or not unpacking.eof or unpacking.unused_data:
        raise Broken("rows are damaged")
    return chunk


def _counted(told: str) -> int:
    """Of `COPY 12`."""
    return int(told.rpartition(" ")[2])
