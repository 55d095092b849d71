"""Start what is declared, restart what ends, stop it in order."""

import time
from collections.abc import Callable, Sequence

from app.embedded.child import Child, Exit
from app.embedded.spec import ProcessSpec
from app.embedded.wakeup import Wakeup

_PROBE_SECONDS = 0.02
_IDLE_SECONDS = 30.0  # until the logs are looked at again
_HURRIED_SECONDS = 0.5
_KILLED_SECONDS = 5.0


def _unheard(_name: str) -> None:
    return None


class Supervisor:
    """`log` gets a line about each unexpected end; `on_ready` is called once, when everything first runs.

    `on_started` gets the name of each that is ready for the first time.
    """

    def __init__(
        self,
        specs: Sequence[ProcessSpec],
        *,
        on_ready: Callable[[], None],
        log: Callable[[str], None],
        on_started: Callable[[str], None] = _unheard,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._children = {spec.name: Child(spec) for spec in specs}
        self._on_ready = on_ready
        self._log = log
        self._on_started = on_started
        self._started: set[str] = set()
        self._now = now
        self._announced = False
        self._wakeup = Wakeup()

    def run(self) -> str | None:
        """Until a signal says stop (None) or a process can't be brought up at all (its name)."""
        with self._wakeup.listening():
            failed = None
            try:
                while failed is None and not self._wakeup.stops:
                    failed = self._step()
            finally:
                self._stop_all()
        return failed

    def _step(self) -> str | None:
        self._reap()
        hopeless = next((child.spec.name for child in self._children.values() if child.hopeless), None)
        if hopeless is None:
            self._start_due()
            self._tell_started()
            self._announce()
            self._bound_logs()
            self._wakeup.sleep(self._pause())
        return hopeless

    def _reap(self) -> None:
        for child in self._children.values():
            ended = child.reap(self._now())
            if ended is not None and (ended.code != 0 or not child.spec.once):
                self._log(
                    "\n".join((_obituary(child.spec.name, ended), *(f"  {line}" for line in ended.said)))
                )

    def _start_due(self) -> None:
        for child in self._children.values():
            child.check_ready()
            if child.waits and child.starts_at <= self._now() and self._may_start(child):
                child.start(self._now())

    def _may_start(self, child: Child) -> bool:
        """Only the first start waits for others: afterwards each reconnects by itself."""
        return child.was_ready or all(self._children[name].was_ready for name in child.spec.after)

    def _tell_started(self) -> None:
        for name, child in self._children.items():
            if child.was_ready and name not in self._started:
                self._started.add(name)
                self._on_started(name)

    def _bound_logs(self) -> None:
        for child in self._children.values():
            if child.log is not None:
                child.log.bound()

    def _announce(self) -> None:
        if not self._announced and all(child.ready for child in self._children.values()):
            self._announced = True
            self._on_ready()

    def _pause(self) -> float:
        if any(child.alive and not child.ready and not child.spec.once for child in self._children.values()):
            return _PROBE_SECONDS
        due = [child.starts_at for child in self._children.values() if child.waits and self._may_start(child)]
        return max(0.0, min(min(due) - self._now(), _IDLE_SECONDS)) if due else _IDLE_SECONDS

    def _stop_all(self) -> None:
        for rank in sorted({child.spec.stop_rank for child in self._children.values()}):
            self._stop([child for child in self._children.values() if child.spec.stop_rank == rank])

    def _stop(self, group: list[Child]) -> None:
        for child in group:
            child.ask_to_stop()
        asked = self._now()
        while not self._gone(group, asked):
            self._wakeup.sleep(_PROBE_SECONDS * 5)
        for child in group:
            if child.alive:
                self._log(f"{child.spec.name} did not stop in time and was killed")
                child.kill()
        killed = self._now()
        while any(child.alive for child in group) and self._now() - killed < _KILLED_SECONDS:
            self._bury(group)
            self._wakeup.sleep(_PROBE_SECONDS)

    def _gone(self, group: list[Child], asked: float) -> bool:
        """All have ended, or had the time to."""
        self._bury(group)
        waited = self._now() - asked
        return all(not child.alive or waited > self._allowed(child) for child in group)

    def _allowed(self, child: Child) -> float:
        return _HURRIED_SECONDS if self._wakeup.stops > 1 else child.spec.stop_seconds

    def _bury(self, group: list[Child]) -> None:
        for child in group:
            child.reap(self._now())


def _obituary(name: str, ended: Exit) -> str:
    how = f"was ended by signal {-ended.code}" if ended.code < 0 else f"exited with {ended.code}"
    again = "" if ended.again_in is None else f"; starting it again in {ended.again_in:.1f} s"
    return f"{name} {how}{again}"
