"""Taking an upload in: a piece at a time into a file of its own, counted, hashed and hurried along."""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from app.kit.errors import InvalidInput, TimedOut, TooLarge, TooMany, Unavailable

from .sniffing import HEAD, sniff
from .threads import Threads

AT_ONCE = 64  # uploads under way in this process
GRACE = 30.0  # seconds a client has before its pace is looked at
SLOWEST = 8192  # bytes a second, on the average of all that came
FLUSH = 256 * 1024  # bytes gathered before they are written
ABANDONED = 3600.0  # seconds after which a file that nobody removed is of a process that died


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A whole file; `path` is gone when the spool's block ends, unless somebody took it."""

    path: Path
    size: int
    sha256: bytes
    content_type: str


class Spool:
    """A folder of uploads under way. `limit` is the bytes one may have."""

    def __init__(
        self,
        folder: Path,
        threads: Threads,
        *,
        limit: int,
        grace: float = GRACE,
        at_once: int = AT_ONCE,
    ) -> None:
        self._folder = folder
        self._threads = threads
        self._limit = limit
        self._grace = grace
        self._at_once = at_once
        self._under_way = 0

    @asynccontextmanager
    async def receive(self, source: AsyncIterator[bytes]) -> AsyncGenerator[Received]:
        """The upload once all of it has come; TooLarge, TimedOut or TooMany where it is one too many."""
        if self._under_way >= self._at_once:
            raise TooMany("attachment:busy", "Too many uploads are under way.", retry_after=5)
        self._under_way += 1
        path = self._folder / uuid4().hex
        try:
            yield await self._write(path, source)
        finally:
            self._under_way -= 1
            await self._threads.run(lambda: path.unlink(missing_ok=True))

    async def forget_abandoned(self) -> None:
        """Remove what processes that were killed left here."""
        await self._threads.run(lambda: _remove_older(self._folder, time.time() - ABANDONED))

    async def _write(self, path: Path, source: AsyncIterator[bytes]) -> Received:
        try:
            file = await self._threads.run(lambda: _create(path))
            with file:
                return await self._copy(path, file, source)
        except TimeoutError as slow:
            raise TimedOut("attachment:too_slow", "The upload was too slow.") from slow
        except OSError as full:
            raise Unavailable("attachment:no_room", "The file can't be stored right now.") from full

    async def _copy(self, path: Path, file: BinaryIO, source: AsyncIterator[bytes]) -> Received:
        writing = _Writing(file)
        began = asyncio.get_running_loop().time()
        async with asyncio.timeout_at(began + self._grace) as patience:
            async for piece in source:
                writing.take(piece)
                if writing.size > self._limit:
                    raise TooLarge("api:too_large", "The file is too large.", limit=self._limit)
                patience.reschedule(began + self._grace + writing.size / SLOWEST)
                if len(writing.gathered) >= FLUSH:
                    await self._threads.run(writing.flush)
        await self._threads.run(writing.flush)
        if not writing.size:
            raise InvalidInput("attachment:empty", "The file is empty.")
        kind = await self._threads.run(lambda: sniff(bytes(writing.head)))
        return Received(path=path, size=writing.size, sha256=writing.digest.digest(), content_type=kind)


class _Writing:
    """One upload: what came, and what of it is still to be written."""

    def __init__(self, file: BinaryIO) -> None:
        self.size = 0
        self.head = bytearray()
        self.gathered = bytearray()
        self.digest = hashlib.sha256()
        self._file = file

    def take(self, piece: bytes) -> None:
        self.size += len(piece)
        self.head += piece[: HEAD - len(self.head)]
        self.gathered += piece

    def flush(self) -> None:
        self.digest.update(self.gathered)
        self._file.write(self.gathered)
        self._file.flush()
        self.gathered = bytearray()


def _create(path: Path) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.open("xb")


def _remove_older(folder: Path, moment: float) -> None:
    for path in folder.glob("*"):
        with suppress(FileNotFoundError):  # its upload has ended since
            if path.stat().st_mtime < moment:
                path.unlink()
