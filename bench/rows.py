"""The rows of `results.json`: medians over the repetitions of one subject with one number of users."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from bench.accounting import Memory
from bench.measure import Run, percentile

type Row = dict[str, Any]

SHARES = {"p50_ms": 0.50, "p95_ms": 0.95, "p99_ms": 0.99, "max_ms": 1.0}


def quiz_row(subject: str, users: int, runs: Sequence[Run], memory: dict[str, Memory]) -> Row:
    """Times in ms, CPU in seconds per 1,000 right replies (load generator left out), memory in MB."""
    measures = [measures_of(run) for run in runs]
    medians = {key: median(one[key] for one in measures) for key in measures[0]}
    errors = sum((run.errors for run in runs), Counter[str]())
    return {
        "bench": "quiz",
        "subject": subject,
        "users": users,
        **medians,
        "errors": errors.total(),
        "error_codes": dict(errors.most_common(10)),
        "replies": sum(run.replies for run in runs),
        "runs": [round(run.replies / run.seconds, 1) for run in runs],
        "cpu_s_per_1k_by_process": cpu_by_process(runs),
        **memory_fields(memory),
    }


def memory_row(subject: str, memory: dict[str, Memory]) -> Row:
    """Each process of an idle subject and their sum, in MB."""
    return {"bench": "memory", "subject": subject, "users": 0, **memory_fields(memory)}


def memory_fields(memory: dict[str, Memory]) -> Row:
    return {
        "pss_mb": round(sum(one.pss_mb for one in memory.values()), 1),
        "rss_mb": round(sum(one.rss_mb for one in memory.values()), 1),
        "pss_mb_by_process": {name: round(one.pss_mb, 1) for name, one in memory.items()},
    }


def measures_of(run: Run) -> dict[str, float | None]:
    times = {key: percentile(run.latencies, share) for key, share in SHARES.items()}
    return {
        "replies_per_s": run.replies / run.seconds,
        **{key: None if value is None else value * 1000 for key, value in times.items()},
        "cpu_s_per_1k": per_thousand(sum(run.cpu.values()), run.replies),
        "load_generator_cpu_s": run.load_generator_cpu,
        "foreign_cpu_s": run.foreign_cpu,
        "stolen_cpu_s": run.stolen_cpu,
    }


def cpu_by_process(runs: Sequence[Run]) -> dict[str, float | None]:
    return {
        name: median(per_thousand(run.cpu.get(name, 0.0), run.replies) for run in runs)
        for name in runs[0].cpu
    }


def per_thousand(amount: float, replies: int) -> float | None:
    return amount / replies * 1000 if replies else None


def median(values: Iterable[float | None]) -> float | None:
    """Of those that are there; None when none is."""
    there = [value for value in values if value is not None]
    return round(statistics.median(there), 3) if there else None


def ratios(rows: Sequence[Row], subject: str = "product", floor: str = "floor iii") -> list[Row]:
    """For each number of users that both were measured with: product's figure divided by the floor's."""
    found = {(row["subject"], row["users"]): row for row in rows if row["bench"] == "quiz"}
    pairs = [
        (found[subject, users], row)
        for (name, users), row in found.items()
        if name == floor and (subject, users) in found
    ]
    keys = ("replies_per_s", "p50_ms", "cpu_s_per_1k")
    return [
        {"users": ours["users"], **{key: quotient(ours[key], theirs[key]) for key in keys}}
        for ours, theirs in pairs
    ]


def quotient(ours: float | None, theirs: float | None) -> float | None:
    return round(ours / theirs, 3) if ours is not None and theirs else None
