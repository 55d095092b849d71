"""One worker as seen from here: it is asked one thing at a time and believed nothing."""

import asyncio
import contextlib
import fcntl
import os
import secrets
from dataclasses import dataclass, replace

from .inside import frames
from .limits import SandboxLimits
from .link import Link
from .meter import Meter
from .outcome import BROKEN, CRASHED, NOT_MADE, NOT_STARTED, UNJAILED, Call, Failure, Outcome, too_slow

GRACE = 0.2  # seconds beyond its limit after which a call is ended from outside
STARTING = 5.0  # seconds a new worker has until it is there
FALLING = 5.0  # seconds after which a worker that fell is gone, whether its server says so or not
BEHIND = 0.02  # seconds of one call after which others have the processor first
LOOK_AFTER = 0.05  # seconds after an answer when it is looked whether the worker has come to rest
REST = 0.02  # seconds of the processor a worker may spend after its answer: it looks whether it is as before
_PIPE = 256 * 1024
_PAGE = os.sysconf("SC_PAGE_SIZE")
_KILLED = -9
_PROCESSOR_TIME_OVER = -24  # SIGXCPU


class Gone(Exception):
    """The worker ended by no fault of this call's: it is asked again in another. `spent`: seconds it had."""

    def __init__(self, spent: float) -> None:
        super().__init__()
        self.spent = spent


@dataclass(slots=True)
class _Asked:
    number: int
    left: memoryview
    answer: asyncio.Future[bytes]


class Cell:
    """`is_over`: it takes no more calls. `close` it.

    Seconds: `charged` count as the first call's; `owed` were spent after the last answer.
    """

    def __init__(self, link: Link, limits: SandboxLimits, charged: float = 0.0) -> None:
        self.is_over = False
        self.owed = 0.0
        self._charged = charged
        self._link = link
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._received = bytearray()
        self._asked: _Asked | None = None
        self._is_behind = self._is_ready = False
        self._ended_by: Failure | None = None
        self._status: asyncio.Future[int | None] = self._loop.create_future()
        self._statm: int | None = None
        self._first = 0
        self._meter = Meter()
        self._seconds, self._spent = limits.seconds, 0.0
        self._clock: asyncio.TimerHandle | None = None
        self._begun_at: float | None = None
        self._open()

    def _open(self) -> None:
        theirs_in, self._calls = os.pipe()
        try:
            self._answers, theirs_out = os.pipe()
        except OSError:
            os.close(theirs_in)
            os.close(self._calls)
            raise
        os.set_blocking(self._calls, False)
        os.set_blocking(self._answers, False)
        with contextlib.suppress(PermissionError):  # beyond what one user may have in pipes
            fcntl.fcntl(self._calls, fcntl.F_SETPIPE_SZ, _PIPE)
        self._worker = self._link.make(theirs_in, theirs_out, self._made, self._gone)
        os.close(theirs_in)
        os.close(theirs_out)
        self._loop.add_reader(self._answers, self._hear)

    async def ask(self, call: Call, spent: float = 0.0) -> Outcome:
        """What came of it; it has had `spent` seconds. Gone: nothing, and another worker is to be asked."""
        self._seconds = min(self._limits.seconds, call.seconds or self._limits.seconds)
        self._spent = spent
        began, self._charged = self._loop.time() - self._charged, 0.0
        self._stop_clock()
        source = call.source.encode("utf-8", "replace")
        number = secrets.randbits(32)  # not to be guessed: code cannot answer the calls that come after it
        head = frames.CALL.pack(number, len(source), len(call.payload))
        answer: asyncio.Future[bytes] = self._loop.create_future()
        self._asked = _Asked(number, memoryview(head + source + call.payload), answer)
        self._begun_at = None
        self._write()
        if self._is_ready:
            self._begin()
        else:
            self._clock = self._loop.call_later(STARTING, lambda: self.end(NOT_STARTED))
        try:
            outcome = Outcome(answer=await answer)
        except _Ended:
            outcome = Outcome(failure=await self._why())
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            self._asked = None
            self._stop_clock()
        self._clock = None if self.is_over else self._loop.call_later(LOOK_AFTER, self.look)
        return replace(outcome, elapsed_ms=round((self._loop.time() - began) * 1000))

    def end(self, reason: Failure) -> None:
        """In the midst of a call; this is told to the author."""
        if self._ended_by is None:
            self._ended_by = reason
        self._link.kill(self._worker)
        self._finish()

    def close(self) -> None:
        """It is not needed any more."""
        self._link.kill(self._worker)
        self._finish()

    def look(self) -> None:
        """Between calls: a worker that computes though nothing is asked of it is ended."""
        if self._asked is not None or self.is_over:
            return
        spent = self._meter.since_mark()
        if spent > REST:
            self.owed = spent
            self.close()

    def grown(self) -> int:
        """Bytes it holds beyond what it had when it was made; 0 where /proc does not say."""
        try:
            return 0 if self._statm is None else max(0, _resident(self._statm) - self._first)
        except (OSError, IndexError):
            return 0

    # --- what a call goes through

    def _begin(self) -> None:
        """A call that has waited for the worker to be there has its time from now on."""
        self._stop_clock()
        self._begun_at = self._loop.time()
        self._clock = self._loop.call_later(BEHIND, self._put_behind)

    def _put_behind(self) -> None:
        self._is_behind = True
        self._link.put_behind(self._worker)
        left = max(0.0, self._seconds - self._spent)
        self._clock = self._loop.call_later(left + GRACE - BEHIND, self._expire)

    def _expire(self) -> None:
        self.end(too_slow(self._seconds))

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _write(self) -> None:
        asked = self._asked
        if asked is None or self.is_over:
            self._fail()
            return
        try:
            while asked.left:
                asked.left = asked.left[os.write(self._calls, asked.left) :]
        except BlockingIOError:
            self._loop.add_writer(self._calls, self._write)
            return
        except OSError:
            self._finish()
            return
        self._loop.remove_writer(self._calls)

    def _hear(self) -> None:
        try:
            piece = os.read(self._answers, 1 << 18)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._finish()
            return
        self._received += piece
        self._look()

    def _look(self) -> None:
        """Whether an answer is whole; anything but the one answer that is waited for ends the worker."""
        size = frames.ANSWER.size
        if len(self._received) < size:
            return
        if not self._is_ready:
            self._be_ready()
            return
        number, length, is_last = frames.ANSWER.unpack_from(self._received)
        asked = self._asked
        is_waited_for = asked is not None and number == asked.number and not asked.answer.done()
        if asked is None or not is_waited_for or length > self._limits.answer:
            self.end(BROKEN)
            return
        if len(self._received) < size + length:
            return
        body = bytes(self._received[size : size + length])
        is_more = len(self._received) > size + length
        self._received.clear()
        asked.answer.set_result(body)
        self._meter.mark()
        if is_last or is_more or self._is_behind:
            self.close()

    def _be_ready(self) -> None:
        if not self._received.startswith(frames.READY):
            self.end(BROKEN)
            return
        self._is_ready = True
        del self._received[: len(frames.READY)]
        if self._asked is not None:
            self._begin()
        self._look()

    # --- its end

    def _made(self, pid: int) -> None:
        if self.is_over:  # whoever asked did not wait for it
            return
        self._meter.read(pid)
        with contextlib.suppress(OSError):  # gone already, or /proc is not there
            self._statm = os.open(f"/proc/{pid}/statm", os.O_RDONLY | os.O_CLOEXEC)
            self._first = self._first or _resident(self._statm)

    def _gone(self, status: int | None) -> None:
        if not self._status.done():
            self._status.set_result(status)
        self._finish()

    def _finish(self) -> None:
        if not self.is_over:
            self.is_over = True
            self._stop_clock()
            self._loop.remove_reader(self._answers)
            self._loop.remove_writer(self._calls)
            for end in (self._answers, self._calls):
                os.close(end)
            if self._statm is not None:
                os.close(self._statm)
                self._statm = None
        self._fail()

    def _fail(self) -> None:
        if self._asked is not None and not self._asked.answer.done():
            self._asked.answer.set_exception(_Ended())

    async def _why(self) -> Failure:
        if self._ended_by is not None:
            return self._ended_by
        spent = 0.0 if self._begun_at is None else self._loop.time() - self._begun_at
        await asyncio.wait({self._status}, timeout=FALLING)
        if not self._status.done():
            self.close()
            raise Gone(spent)
        status = self._status.result()
        if status == _PROCESSOR_TIME_OVER:
            return too_slow(self._seconds)
        if not self._is_ready and status in _BEFORE_READY:  # afterwards a status is the code's to choose
            return _BEFORE_READY[status]
        if status in _OTHERS:
            raise Gone(spent)
        return CRASHED


def _resident(statm: int) -> int:
    return int(os.pread(statm, 100, 0).split()[1]) * _PAGE


class _Ended(Exception):
    """The worker is no more."""


_BEFORE_READY = {frames.UNJAILED: UNJAILED, frames.NOT_MADE: NOT_MADE}
# A worker that let itself be replaced just now, was killed by somebody else, or fell with its server.
_OTHERS = frozenset({None, frames.RETIRED, 0, _KILLED})
