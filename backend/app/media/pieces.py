"""A file that was opened to be read, a piece at a time."""

from collections.abc import Awaitable, Callable
from typing import Self

PIECE = 256 * 1024  # bytes held at once


class Cut(Exception):
    """The file is shorter than what was asked of it."""


class Pieces:
    """`length` bytes by `read(most)`. Whoever opened it closes it, also when nothing was read."""

    def __init__(
        self, read: Callable[[int], Awaitable[bytes]], close: Callable[[], None], length: int
    ) -> None:
        self._read = read
        self._close = close
        self._left = length

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._left <= 0:
            raise StopAsyncIteration
        piece = await self._read(min(PIECE, self._left))
        if not piece:
            raise Cut
        self._left -= len(piece)
        return piece

    async def aclose(self) -> None:
        self._close()
