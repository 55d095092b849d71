"""Passwords: argon2id, in threads of its own, so many at a time and no more."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError

from app.kit.errors import Unavailable

_THREADS = 2
_WAITING = 64  # some five seconds of work; whoever comes then is told to come again


class Passwords:
    """`close` it."""

    def __init__(self) -> None:
        self._hasher = PasswordHash.recommended()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="passwords")
        self._under_way = 0
        self._nobodys: str | None = None

    async def hash(self, password: str) -> str:
        return await self._run(self._hasher.hash, password)

    async def matches(self, password: str, kept: str | None) -> bool:
        """Takes as long where there is nobody (`kept` None) as where there is somebody."""
        if kept is not None:
            return await self._run(self._verify, password, kept)
        if self._nobodys is None:
            self._nobodys = await self.hash("nobody's")
        await self._run(self._verify, password, self._nobodys)
        return False

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, password: str, kept: str) -> bool:
        try:
            return self._hasher.verify(password, kept)
        except UnknownHashError:
            return False

    async def _run[Answer](self, work: Callable[..., Answer], *words: str) -> Answer:
        if self._under_way >= _WAITING:
            raise Unavailable("auth:busy", "Too many people sign in at this moment.", retry_after=5)
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *words)
        finally:
            self._under_way -= 1
