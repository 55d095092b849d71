"""The file itself: a plain tar, written and read in one go, of regular files with short names only.

The reader takes nothing that it does not expect: no links, no folders, no extended headers. So an archive
from outside names no path of ours, and makes us hold no more than a part of it that is known to be small.
"""

import tarfile
import time
from dataclasses import dataclass
from typing import BinaryIO, Final

from .faults import Broken

BLOCK: Final = 512
PIECE: Final = 256 * 1024
_END: Final = bytes(2 * BLOCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    name: str
    size: int


class Writer:
    """Members one after the other into a stream that is only written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.written = 0

    def add(self, name: str, body: bytes) -> None:
        self._head(name, len(body))
        self._write(body)
        self._pad(len(body))

    def add_file(self, name: str, size: int, source: BinaryIO) -> None:
        """`size` bytes of it, which are there."""
        self._head(name, size)
        left = size
        while left:
            piece = source.read(min(PIECE, left))
            if not piece:
                raise OSError(f"{name} became shorter while it was read")
            self._write(piece)
            left -= len(piece)
        self._pad(size)

    def end(self) -> None:
        self._write(_END)
        self._out.flush()

    def _head(self, name: str, size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(time.time())
        self._write(member.tobuf(format=tarfile.GNU_FORMAT, encoding="ascii", errors="strict"))

    def _pad(self, size: int) -> None:
        self._write(bytes(-size % BLOCK))

    def _write(self, some: bytes) -> None:
        self._out.write(some)
        self.written += len(some)


class Reader:
    """`member` is the one that comes next, or is being read; None at the end of the archive."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._left = 0
        self._padding = 0
        self.member: Member | None = None
        self.next()

    def next(self) -> Member | None:
        """Pass on to the next; what was read of the one before must be all of it."""
        if self._left:
            raise Broken("a part was not read to its end")
        self._exactly(self._padding)
        self.member = self._head()
        self._left = 0 if self.member is None else self.member.size
        self._padding = -self._left % BLOCK
        return self.member

    def read(self, most: int) -> bytes:
        """Up to `most` bytes of the member; empty at its end."""
        piece = self._exactly(min(most, self._left))
        self._left -= len(piece)
        return piece

    def body(self, name: str, most: int) -> bytes:
        """The whole of the member, which must be this one and not larger; goes on to the next."""
        member = self.expected(name, most)
        body = self.read(member.size)
        self.next()
        return body

    def expected(self, name: str, most: int) -> Member:
        """The member, if it is this one and not larger."""
        if self.member is None or self.member.name != name:
            raise Broken(f"{name} is missing")
        if self.member.size > most:
            raise Broken(f"{name} is too large")
        return self.member

    def _head(self) -> Member | None:
        block = self._exactly(BLOCK)
        if not any(block):
            return None
        try:
            head = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, ValueError):
            raise Broken("it is cut short or damaged") from None
        if head.type != tarfile.REGTYPE or head.size < 0:
            raise Broken("it holds something that is no plain file")
        return Member(name=head.name, size=head.size)

    def _exactly(self, size: int) -> bytes:
        """A pipe may give less at once than it was asked for."""
        pieces: list[bytes] = []
        left = size
        while left:
            piece = self._source.read(left)
            if not piece:
                raise Broken("it is cut short")
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)
