"""Files of uploads into an archive and back into a store: rows say what each must be."""

import os
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final, Self
from uuid import UUID

import asyncpg

from app.media.names import stored_name
from app.media.pieces import Cut
from app.media.ports import FileMissing, Store
from app.media.shelf import through
from app.media.spool import Spool
from app.media.threads import Threads

from .container import PIECE, Reader, Writer
from .faults import Broken
from .manifest import FilesKept

_FOLDER: Final = "media/"
_ROW: Final = 16 + 16 + 32 + 8  # id, workspace, digest, size
_ALL: Final = "select id, workspace_id, sha256, size from stored_file order by id"
_LISTED: Final = "select id, workspace_id, sha256, size from stored_file where doomed_at is null order by id"
_KNOWN: Final = "select workspace_id, sha256, size from stored_file where id = $1 and doomed_at is null"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A row of `stored_file`."""

    id: UUID
    workspace_id: UUID
    sha256: bytes
    size: int

    @property
    def name(self) -> str:
        """In the store."""
        return stored_name(self.workspace_id, self.sha256, self.id)


class Listed:
    """Rows set down on disk: there may be millions, and the snapshot they are of is not held for hours."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    @classmethod
    @contextmanager
    def empty(cls) -> Iterator[Self]:
        with TemporaryFile() as file:
            yield cls(file)

    async def note_all(self, connection: asyncpg.Connection, *, are_doomed_too: bool = False) -> None:
        """Those that a transaction of `connection` sees; doomed: whose bytes are about to go."""
        async for row in connection.cursor(_ALL if are_doomed_too else _LISTED, prefetch=1000):
            self.note(File(**row))

    def note(self, one: File) -> None:
        self._file.write(one.id.bytes + one.workspace_id.bytes + one.sha256 + one.size.to_bytes(8))

    def keep(self) -> None:
        """What was noted, on disk; of a file that has a name."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def __iter__(self) -> Iterator[File]:
        self._file.seek(0)
        while len(row := self._file.read(_ROW)) == _ROW:
            yield File(
                id=UUID(bytes=row[:16]),
                workspace_id=UUID(bytes=row[16:32]),
                sha256=row[32:64],
                size=int.from_bytes(row[64:]),
            )


@dataclass(slots=True)
class Outcome:
    """`lost`: names of files that the store has not, or not as they had been uploaded."""

    count: int = 0
    size: int = 0
    lost: list[str] = field(default_factory=list[str])

    @property
    def kept(self) -> FilesKept:
        return FilesKept(count=self.count, bytes=self.size, left_out=len(self.lost))


class Files:
    """The store of an installation, and room beside it for a file at a time. `close` it."""

    def __init__(self, store: Store, room: Path) -> None:
        self.store = store
        self._threads = Threads()
        self._spool = Spool(room, self._threads, limit=sys.maxsize)

    async def forget_abandoned(self) -> None:
        """What commands that were killed left in the room."""
        await self._spool.forget_abandoned()

    def close(self) -> None:
        self.store.close()
        self._threads.close()

    async def copy_out(self, writer: Writer, listed: Listed) -> Outcome:
        """Each whole or not at all."""
        outcome = Outcome()
        for one in listed:
            if await self._copy(writer, one):
                outcome.count += 1
                outcome.size += one.size
            else:
                outcome.lost.append(one.name)
        return outcome

    async def _copy(self, writer: Writer, one: File) -> bool:
        try:
            async with self._spool.receive(through(await self.store.open(one.name, 0, one.size))) as received:
                if received.sha256 != one.sha256:
                    return False
                with open_spooled(received.path) as source:
                    writer.add_file(f"{_FOLDER}{one.id.hex}", one.size, source)
        except (FileMissing, Cut):
            return False
        return True

    async def copy_in(self, connection: asyncpg.Connection, reader: Reader, came: Listed) -> Outcome:
        """All that follows in the archive, each as its row says; `came` gets those that are new here."""
        outcome = Outcome()
        while reader.member is not None and reader.member.name.startswith(_FOLDER):
            one = await _known(connection, reader)
            await self._put(reader, one, came)
            outcome.count += 1
            outcome.size += one.size
        return outcome

    async def _put(self, reader: Reader, one: File, came: Listed) -> None:
        async with self._spool.receive(_pieces(reader)) as received:
            if received.sha256 != one.sha256:
                raise Broken("a file is damaged")
            reader.next()
            if not await self.store.has(one.name, one.size):
                came.note(one)
                came.keep()
                await self.store.put(one.name, received.path)


def open_spooled(path: Path) -> BinaryIO:
    return path.open("rb")


async def _known(connection: asyncpg.Connection, reader: Reader) -> File:
    """The row of the file that comes next; what no row knows has no place here."""
    if reader.member is None:
        raise Broken("it is cut short")
    try:
        wanted = UUID(hex=reader.member.name.removeprefix(_FOLDER))
    except ValueError:
        raise Broken("a file has no name") from None
    row = await connection.fetchrow(_KNOWN, wanted)
    if row is None or row["size"] != reader.member.size or len(row["sha256"]) != 32:
        raise Broken("a file belongs to nothing")
    return File(id=wanted, **row)


async def _pieces(reader: Reader) -> AsyncGenerator[bytes]:
    while piece := reader.read(PIECE):
        yield piece
