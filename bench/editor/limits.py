"""What is measured beside what must be."""

from collections.abc import Iterator, Sequence

from bench.rows import Row

# Each measure's limit: the most, or for frames a second the least.
LIMITS: dict[str, float] = {
    "ready_ms 500": 800,
    "ready_ms 2000": 1200,
    "drag_fps 1000": 55,
    "drag_p95_ms 1000": 33,
    "pan_fps 1000": 55,
    "pan_p95_ms 1000": 33,
    "pan_all_fps 1000": 30,
    "heap_mb 2000": 25,
    "undo_ms 500": 50,
    "undo_ms 2000": 200,
    "tidy_ms 100": 1000,
    "tidy_ms 500": 5000,
    "tidy_longest_task_ms 500": 100,
    "lit_ms 1000": 150,
    "initial_js_kb 0": 260,
    "initial_css_kb 0": 30,
    "widget_kb 0": 12,
}


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each measure that has a limit."""
    for row in rows:
        for name, measured in row.items():
            limit = LIMITS.get(f"{name} {row.get('steps')}")
            if limit is None or measured is None:
                continue
            is_least = name.endswith("fps")
            is_kept = measured >= limit if is_least else measured <= limit
            sign = "at least" if is_least else "at most"
            of = f", {row['steps']} steps" if row["steps"] else ""
            yield f"editor{of}: {name} {measured}, {sign} {limit:g}{'' if is_kept else ': missed'}"
