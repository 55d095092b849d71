"""Running authors' code: in a jail that has been tried, or not at all."""

import asyncio
import contextlib
import platform
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import structlog

from .cell import Cell, Gone
from .cells import Cells
from .inside.bpf import assemble
from .inside.frames import LARGEST_CALL
from .inside.syscalls import ARCHITECTURES
from .limits import SandboxLimits
from .link import Link, Refused
from .outcome import ENDED, TOO_LARGE, Call, Outcome, too_slow, unavailable

log = structlog.get_logger()

ATTEMPTS = 3  # at a call whose worker or server fell by no fault of the call's
AGAIN = 1.0  # seconds after which a server that did not come up is tried again, doubled each time
AGAIN_MOST = 60.0
CLOSED = "it is closed"
WRITABLE = frozenset({"bot", "user", "session", "channel", "template"})


TRIAL = Call(
    source="async def main(message, variables):\n    return 6 * 7\n",
    payload=b'{"message":null,"variables":{},"at":0,"offset":0,"seed":"","fixed":false}',
)


class Sandbox:
    """One a process, of one event loop. `close` it. `program` is for tests of the self-test."""

    def __init__(self, limits: SandboxLimits | None = None, *, program: bytes | None = None) -> None:
        self.limits = limits or SandboxLimits()
        self.refusal: str | None = None
        self._program = program
        self._cells = Cells(self.limits)
        self._link: Link | None = None
        self._starting = asyncio.Lock()
        self._is_final = False
        self._is_closed = False
        self._not_before = 0.0
        self._pause = AGAIN

    async def start(self) -> str | None:
        """Have the fork server up and tried; why code is refused, where it is. Not needed before `run`."""
        try:
            await self._up()
        except Refused as refused:
            return str(refused)
        except OSError as lacking:
            return lacking.strerror or type(lacking).__name__
        return None

    async def run(self, bot: str, call: Call) -> Outcome:
        """What came of it, always: there is no call that raises. `bot`: whose worker it is."""
        if len(call.payload) + len(call.source) > LARGEST_CALL:
            return Outcome(failure=TOO_LARGE)
        whole, spent = min(self.limits.seconds, call.seconds or self.limits.seconds), 0.0
        outcome = Outcome(failure=ENDED)
        for _ in range(ATTEMPTS):
            try:
                async with self._cells.take(bot, self._up) as cell:
                    outcome = await cell.ask(call, spent)
                    break
            except Refused as refused:
                outcome = Outcome(failure=unavailable(str(refused)))
                break
            except OSError as lacking:  # no more processes or descriptors here
                outcome = Outcome(failure=unavailable(lacking.strerror or type(lacking).__name__))
                break
            except Gone as gone:  # code can bring that about too
                spent += gone.spent
                if spent >= whole:
                    outcome = Outcome(failure=too_slow(whole))
                    break
        return replace(outcome, elapsed_ms=outcome.elapsed_ms + round(spent * 1000))

    @property
    def walls(self) -> tuple[str, ...]:
        """The namespaces that could be put up around the filter."""
        return () if self._link is None else self._link.walls

    @property
    def server_pid(self) -> int | None:
        return None if self._link is None or not self._link.is_up else self._link.pid

    @property
    def workers(self) -> int:
        """How many there are."""
        return self._cells.count()

    def memory(self) -> int:
        """Bytes all workers take beside what they share."""
        return self._cells.memory()

    async def close(self) -> None:
        self._is_closed = True
        await self._cells.close()
        if self._link is not None:
            self._link.close()

    async def _up(self) -> Link:
        if self._link is not None and self._link.is_up:
            return self._link
        async with self._starting:
            if self._link is None or not self._link.is_up:
                self._link = await self._started()
            return self._link

    async def _started(self) -> Link:
        if self._is_closed:
            raise Refused(CLOSED, is_final=True)
        now = asyncio.get_running_loop().time()
        if self.refusal is not None and (self._is_final or now < self._not_before):
            raise Refused(self.refusal, is_final=self._is_final)
        try:
            link = await Link.start(self.limits, program=self._filter(), writable=WRITABLE)
            await self._try(link)
        except Refused as refused:
            self._remember(refused)
            raise
        if self._is_closed:
            link.close()
            raise Refused(CLOSED, is_final=True)
        self.refusal, self._pause = None, AGAIN
        log.info("sandbox_ready", walls=list(link.walls))
        return link

    async def _try(self, link: Link) -> None:
        """The walls leave nothing out; now, whether they leave enough in."""
        cell = Cell(link, self.limits)
        answer = b""
        try:
            with contextlib.suppress(Gone):
                answer = (await cell.ask(TRIAL)).answer or b""
        finally:
            cell.close()
            if b'"value":42' not in answer:
                link.close()
        if not link.is_up:
            raise Refused("plain code does not run", is_final=False)

    def _filter(self) -> bytes:
        if sys.platform != "linux" or platform.machine() not in ARCHITECTURES:
            raise Refused("it needs Linux on x86-64 or aarch64", is_final=True)
        return self._program or assemble(platform.machine())

    def _remember(self, refused: Refused) -> None:
        self.refusal, self._is_final = str(refused), refused.is_final
        self._not_before = asyncio.get_running_loop().time() + self._pause
        self._pause = min(AGAIN_MOST, 2 * self._pause)
        log.error("sandbox_refused", reason=self.refusal)


@asynccontextmanager
async def opened(limits: SandboxLimits, *, is_eager: bool) -> AsyncGenerator[Sandbox]:
    """A sandbox that is closed in the end. `is_eager`: tried at once, beside whatever else there is to do."""
    sandbox = Sandbox(limits)
    starting = asyncio.create_task(sandbox.start()) if is_eager else None
    try:
        yield sandbox
    finally:
        if starting is not None:
            starting.cancel()
            await asyncio.wait({starting})
        await sandbox.close()
