"""All workers of this process: one a bot, as long as there is room, and none shared."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from .cell import Cell
from .limits import SandboxLimits
from .link import Link
from .outcome import TOO_MUCH

LOOK_EVERY = 0.05  # seconds between two looks at the memory while something runs
LOOK_IDLE = 0.25
COLD = 10.0  # seconds after which nobody is thought to be in the midst of a conversation
OWN = 8 * 1024 * 1024  # bytes a worker takes for itself of what it holds in common with the fork server


@dataclass(slots=True)
class _Seat:
    """A bot's place; those who come while it is taken wait in order."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    cell: Cell | None = None
    asking: int = 0
    used_at: float = 0.0
    owed: float = 0.0  # seconds of the processor, for the next call to be charged with

    def settle(self) -> None:
        """A worker that is no more leaves nothing but what it owes."""
        if self.cell is not None:
            self.cell.look()
            if self.cell.is_over:
                self.owed += self.cell.owed
                self.cell = None

    def clear(self) -> None:
        """Its worker goes; nobody is asking it anything."""
        self.settle()
        if self.cell is not None:
            self.cell.close()
            self.cell = None


class Cells:
    """`take` a cell for one call. `close` ends them all."""

    def __init__(self, limits: SandboxLimits) -> None:
        self._limits = limits
        self._part = max(2 * OWN, limits.all_memory // limits.workers)
        self._seats: OrderedDict[str, _Seat] = OrderedDict()
        self._freed = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def take(self, bot: str, up: Callable[[], Awaitable[Link]]) -> AsyncGenerator[Cell]:
        """The bot's own worker, once those who asked before have had it; made where there is none."""
        seat = self._seats.setdefault(bot, _Seat())
        seat.asking += 1
        try:
            async with seat.turn:
                seat.settle()
                if seat.cell is None:
                    link = await up()
                    await self._room()
                    seat.cell = Cell(link, self._limits, seat.owed)
                    seat.owed = 0.0
                    self._watch()
                yield seat.cell
        finally:
            seat.asking -= 1
            self._leave(bot, seat)

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait({self._watching})
        for seat in self._seats.values():
            if seat.cell is not None:
                seat.cell.close()
        self._seats.clear()

    def count(self) -> int:
        """How many workers there are."""
        return len(self._alive())

    def memory(self) -> int:
        """Bytes all workers take beside what they share."""
        return sum(map(_memory_of, self._seats.values()))

    def _leave(self, bot: str, seat: _Seat) -> None:
        seat.used_at = asyncio.get_running_loop().time()
        seat.settle()
        if bot in self._seats:
            self._seats.move_to_end(bot)
            if seat.cell is None and not seat.asking and not seat.owed:
                del self._seats[bot]
        self._freed.set()

    async def _room(self) -> None:
        """Waits until there may be one more, and ends the one that was needed least lately."""
        while len(self._alive()) >= self._limits.workers:
            if idle := self._idle():
                idle[0].clear()
            else:
                self._freed.clear()
                await self._freed.wait()

    def _idle(self) -> list[_Seat]:
        """Those with a worker nobody asks anything, the one needed least lately first."""
        return [seat for seat in self._seats.values() if not seat.asking and seat.cell is not None]

    def _alive(self) -> list[Cell]:
        return [seat.cell for seat in self._seats.values() if seat.cell is not None and not seat.cell.is_over]

    # --- memory of all together

    def _watch(self) -> None:
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._keep_within())

    async def _keep_within(self) -> None:
        """As long as there are any."""
        while self._seats:
            is_busy = any(seat.asking for seat in self._seats.values())
            await asyncio.sleep(LOOK_EVERY if is_busy else LOOK_IDLE)
            self._end_idle()
            while self.memory() > self._limits.all_memory and self._free_some():
                pass

    def _end_idle(self) -> None:
        now = asyncio.get_running_loop().time()
        for bot, seat in list(self._seats.items()):
            if seat.asking:
                continue
            seat.settle()
            if now - seat.used_at > self._limits.idle_seconds or (seat.cell is None and not seat.owed):
                seat.clear()
                del self._seats[bot]

    def _free_some(self) -> bool:
        """What has grown and is idle goes first, then what has long been idle, then what takes most.

        Grown is what has more than each may have when all are there: a neighbour that keeps to it stays.
        """
        idle, now = self._idle(), asyncio.get_running_loop().time()
        largest = max(idle, key=_memory_of, default=None)
        if largest is not None and _memory_of(largest) > self._part:
            largest.clear()
        elif idle and now - idle[0].used_at > COLD:
            idle[0].clear()
        else:
            return self._end_largest()
        return True

    def _end_largest(self) -> bool:
        largest = max(self._seats.values(), key=_memory_of, default=None)
        if largest is None or largest.cell is None or largest.cell.is_over:
            return False
        largest.cell.end(TOO_MUCH)
        return True


def _memory_of(seat: _Seat) -> int:
    return 0 if seat.cell is None or seat.cell.is_over else OWN + seat.cell.grown()
