"""The results as a file and as a table."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from bench.editor import limits
from bench.rows import Row

COLUMNS = {
    "bench": 23, "subject": 22, "users": 5, "replies_per_s": 13, "turns_per_s": 11,
    "p50_ms": 8, "p95_ms": 8, "p99_ms": 8, "bytes": 6,
    "cpu_s_per_1k": 12, "errors": 6, "pss_mb": 7, "foreign_cpu_s": 13,
}  # fmt: skip


def write(path: Path, results: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps(results, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def table(rows: Sequence[Row], ratios: Sequence[Row]) -> str:
    head = "  ".join(f"{name:>{width}}" for name, width in COLUMNS.items())
    lines = ["  ".join(cell(row.get(name), width) for name, width in COLUMNS.items()) for row in rows]
    compared = [
        f"product / floor iii at {one['users']} users: replies {one['replies_per_s']}, p50 {one['p50_ms']}, "
        f"CPU {one['cpu_s_per_1k']}"
        for one in ratios
    ]
    return "\n".join([head, *lines, *compared, *limits.lines(rows)]) + "\n"


def cell(value: object, width: int) -> str:
    shown = "" if value is None else f"{value:,.2f}" if isinstance(value, float) else str(value)
    return f"{shown:>{width}}"
