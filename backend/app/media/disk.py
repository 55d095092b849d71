"""Files in a folder: the store of an installation without object storage."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from .pieces import Pieces
from .ports import FileMissing, StoreUnavailable
from .threads import Threads


class DiskStore:
    """Each file whole or not there: written elsewhere on the same disk, synced, then moved."""

    def __init__(self, folder: Path, threads: Threads) -> None:
        self._folder = folder.resolve()
        self._threads = threads

    async def put(self, name: str, source: Path) -> None:
        target = self._path(name)

        def move() -> None:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(source)
            source.replace(target)
            _sync(target.parent)

        await self._run(move)

    async def open(self, name: str, start: int, length: int) -> Pieces:
        path = self._path(name)

        def opened() -> BinaryIO:
            file = path.open("rb")
            file.seek(start)
            return file

        file = await self._run(opened)
        return Pieces(lambda most: self._run(lambda: file.read(most)), file.close, length)

    async def has(self, name: str, size: int) -> bool:
        path = self._path(name)

        def is_whole() -> bool:
            try:
                return path.stat().st_size == size
            except FileNotFoundError:
                return False

        return await self._run(is_whole)

    async def delete(self, name: str) -> None:
        path = self._path(name)
        await self._run(lambda: path.unlink(missing_ok=True))

    async def prepare(self) -> None:
        await self._run(lambda: self._folder.mkdir(mode=0o700, parents=True, exist_ok=True))

    def close(self) -> None:
        self._threads.close()

    async def _run[T](self, call: Callable[[], T]) -> T:
        try:
            return await self._threads.run(call)
        except FileNotFoundError as gone:
            raise FileMissing from gone
        except OSError as fault:
            raise StoreUnavailable from fault

    def _path(self, name: str) -> Path:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder) or path == self._folder:
            raise ValueError("a name leads out of the folder")
        return path


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
