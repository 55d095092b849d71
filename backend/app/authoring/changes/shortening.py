"""Values cut short for those who only look at them."""

from typing import Any

from app.engine import values

SHOWN_TEXT = 200
SHOWN_PARTS = 20
SHOWN_DEPTH = 4
CUT = "…"


def shortened(value: Any, depth: int = SHOWN_DEPTH) -> Any:
    """The value with long texts, long lists and deep parts cut."""
    if isinstance(value, str):
        return value if len(value) <= SHOWN_TEXT else value[:SHOWN_TEXT] + CUT
    if not isinstance(value, dict | list):
        return value
    if depth == 0:
        return CUT
    if isinstance(value, list):
        held: list[Any] = value
        kept = [shortened(one, depth - 1) for one in held[:SHOWN_PARTS]]
        return kept if len(held) <= SHOWN_PARTS else [*kept, CUT]
    parts = list(value.items())
    kept_parts = {str(key)[:SHOWN_TEXT]: shortened(one, depth - 1) for key, one in parts[:SHOWN_PARTS]}
    return kept_parts if len(parts) <= SHOWN_PARTS else {**kept_parts, CUT: CUT}


def within(most: int, value: Any) -> Any:
    """The value itself where its JSON has at most so many bytes, else as much of it as fits."""
    if len(values.encode(value)) <= most:
        return value
    cut = (shortened(value, depth) for depth in range(SHOWN_DEPTH, 0, -1))
    return next((one for one in cut if len(values.encode(one)) <= most), CUT)
