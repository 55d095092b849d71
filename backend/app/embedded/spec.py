"""What the supervisor is told about one process."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessSpec:
    """`env` is the whole environment. A name in `after` must be ready first (a `once` must have exited 0).

    `is_ready` gets the pid and must answer within a second; without one a process is ready while it runs.
    `gives_up_after`: so many exits before it was ever ready fail the whole start; None tries for ever.
    `log`: the file of what it prints; `output`: a descriptor its standard output goes to all the same.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    after: tuple[str, ...] = ()
    once: bool = False
    is_ready: Callable[[int], bool] | None = None
    gives_up_after: int | None = None
    adopt: Callable[[], None] | None = None
    inherits: tuple[int, ...] = ()
    prints_to_stderr: bool = False
    log: Path | None = None
    output: int | None = None
    stop_rank: int = 0
    stop_signal: int = signal.SIGTERM
    stop_seconds: float = 10.0
    death_signal: int = signal.SIGKILL
