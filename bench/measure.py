"""One run of the closed loop against one subject, with what it cost."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.accounting import cpu_seconds, machine_seconds
from bench.load import Outcome, Window, drive
from bench.subjects import Subject

QUIET_CORES = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds of warm-up, of counting, and of waiting at most for a quiet machine; repetitions of each."""

    warm_up: float
    seconds: float
    quiet: float
    repeat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Clocks read at one moment, in seconds."""

    at: float
    subject: dict[str, float]
    busy: float
    stolen: float
    own: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one window showed; `foreign_cpu` is of neither the subject nor the load generator, in seconds."""

    replies: int
    seconds: float
    latencies: list[float]
    cpu: dict[str, float]
    load_generator_cpu: float
    foreign_cpu: float
    stolen_cpu: float
    errors: Counter[str]


def read_meter(subject: Subject) -> Meter:
    busy, stolen = machine_seconds()
    return Meter(
        at=time.perf_counter(),
        subject=cpu_seconds(subject.roots),
        busy=busy,
        stolen=stolen,
        own=time.process_time(),
    )


async def measure(subject: Subject, users: int, pace: Pace, choice: random.Random) -> Run:
    """Drive `users` users through the warm-up and the window."""
    peers = await subject.users(users)
    now = time.perf_counter()
    window = Window(opens=now + pace.warm_up, closes=now + pace.warm_up + pace.seconds)
    driving = asyncio.create_task(drive(peers, subject.fresh, window, choice))
    await asyncio.sleep(window.opens - time.perf_counter())
    before = read_meter(subject)
    await asyncio.sleep(window.closes - time.perf_counter())
    after = read_meter(subject)
    outcome = await driving
    subject.peers[:users] = peers
    return run_of(outcome, pace.seconds, before, after)


async def until_quiet(limit: float) -> None:
    """Waits, at most `limit` seconds, until the machine uses less than a third of a core for a second."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        busy, _ = machine_seconds()
        await asyncio.sleep(1.0)
        if machine_seconds()[0] - busy < QUIET_CORES:
            return


def run_of(outcome: Outcome, seconds: float, before: Meter, after: Meter) -> Run:
    cpu = {name: spent - before.subject[name] for name, spent in after.subject.items()}
    own, busy = after.own - before.own, after.busy - before.busy
    return Run(
        replies=len(outcome.latencies),
        seconds=seconds,
        latencies=sorted(outcome.latencies),
        cpu=cpu,
        load_generator_cpu=own,
        foreign_cpu=max(0.0, busy - own - sum(cpu.values())),
        stolen_cpu=after.stolen - before.stolen,
        errors=outcome.errors,
    )


def percentile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which `share` of them lie; None when there is none."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None
