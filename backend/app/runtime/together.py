"""Round trips that many share: what is asked while one is under way goes with the next, and an idle one goes
at once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence


class Together[Asked, Answer]:
    """`work` answers many at once, in their order; what it raises is raised to each of them."""

    def __init__(
        self, work: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]], *, most: int = 100
    ) -> None:
        self._work = work
        self._most = most
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._working: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """The answer to this one."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, future))
        if self._working is None:
            self._working = asyncio.create_task(self._work_all())
        return await future

    async def _work_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
                await self._answer(batch)
        finally:
            self._working = None

    async def _answer(self, batch: list[tuple[Asked, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._work([asked for asked, _ in batch])
        except Exception as fault:  # noqa: BLE001 - handed to those who asked, each in its own task
            for _, future in batch:
                if not future.done():
                    future.set_exception(fault)
            return
        for (_, future), answer in zip(batch, answers, strict=True):
            if not future.done():
                future.set_result(answer)
