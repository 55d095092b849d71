"""One supervised process through all its lives."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from app.embedded.backoff import count_failures, delay_seconds
from app.embedded.death import die_with_parent
from app.embedded.logs import Log
from app.embedded.spawn import spawn
from app.embedded.spec import ProcessSpec

_STDERR = 2
_NOT_ALLOWED = "Permission denied"  # trying again changes nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """`code` as Popen gives it (negative: a signal); `again_in` seconds, None: it is not started again.

    `said`: the last lines it printed, where it keeps a log.
    """

    code: int
    again_in: float | None
    said: tuple[str, ...] = ()


class Child:
    """Times are monotonic seconds, given by the caller."""

    def __init__(self, spec: ProcessSpec) -> None:
        self.spec = spec
        self.ready = False
        self.was_ready = False
        self.failures = 0
        self.starts_at = 0.0
        self._started_at = 0.0
        self._popen: subprocess.Popen[bytes] | None = None
        self._not_allowed = False
        self.log = None if spec.log is None else Log(spec.log)

    @property
    def pid(self) -> int | None:
        return self._popen.pid if self._popen else None

    @property
    def alive(self) -> bool:
        return self._popen is not None

    @property
    def waits(self) -> bool:
        """Not running, and to be run."""
        return not self.alive and not (self.spec.once and self.was_ready)

    @property
    def hopeless(self) -> bool:
        limit = 1 if self.spec.once else self.spec.gives_up_after
        return limit is not None and not self.was_ready and (self._not_allowed or self.failures >= limit)

    def start(self, now: float) -> None:
        self._started_at = now
        log = None if self.log is None else self.log.open()
        try:
            self._popen = spawn(
                self.spec.argv,
                _before_exec(self.spec),
                env=dict(self.spec.env),
                stdin=subprocess.DEVNULL,
                stdout=self._output(log),
                stderr=log,
                pass_fds=self.spec.inherits,
                process_group=0,
            )
        finally:
            if log is not None:
                os.close(log)

    def _output(self, log: int | None) -> int | None:
        fallback = _STDERR if self.spec.prints_to_stderr else None
        return next((one for one in (self.spec.output, log) if one is not None), fallback)

    def check_ready(self) -> None:
        if self._popen is None or self.ready or self.spec.once:
            return
        self.ready = self.spec.is_ready is None or self.spec.is_ready(self._popen.pid)
        self.was_ready = self.was_ready or self.ready

    def reap(self, now: float) -> Exit | None:
        """How it ended, once, when it has."""
        code = self._popen.poll() if self._popen else None
        if code is None:
            return None
        self.kill()
        self._popen = None
        self.ready = self.spec.once and code == 0
        if self.ready:
            self.was_ready = True
            return Exit(code=code, again_in=None)
        self.failures = count_failures(self.failures, now - self._started_at)
        delay = delay_seconds(self.failures)
        self.starts_at = now + delay
        said = () if self.log is None else self.log.last_lines()
        self._not_allowed = any(_NOT_ALLOWED in line for line in said)
        return Exit(code=code, again_in=None if self.hopeless else delay, said=said)

    def ask_to_stop(self) -> None:
        if self._popen is not None:
            self._popen.send_signal(self.spec.stop_signal)

    def kill(self) -> None:
        """It and whatever it started in its group."""
        if self._popen is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._popen.pid, signal.SIGKILL)


def _before_exec(spec: ProcessSpec) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        if spec.adopt is not None:
            spec.adopt()
        die_with_parent(parent, spec.death_signal)

    return prepare
