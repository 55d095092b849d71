"""How long to wait before starting again what ended."""

_FIRST_SECONDS = 0.1
_LAST_SECONDS = 10.0
HEALTHY_SECONDS = 30.0


def count_failures(before: int, lived_seconds: float) -> int:
    """One more, or the first again after a healthy life."""
    return 1 if lived_seconds >= HEALTHY_SECONDS else before + 1


def delay_seconds(failures: int) -> float:
    """0.1, 0.2, 0.4 … 10."""
    return min(_LAST_SECONDS, _FIRST_SECONDS * 2 ** min(failures - 1, 10))
