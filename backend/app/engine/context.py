"""What a turn may know beside its session: the scopes shared with others, as they are at its start."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from .limits import LIMITS, Limits


def _no_stopwatch() -> int:
    return 0


class Context(Struct, frozen=True, kw_only=True):
    """`bot`, `user`, `channel` hold every top-level key, those always present too (flow-language.md 2).

    `stopwatch` gives nanoseconds of any origin, for the times in the trace; the engine has no clock.
    """

    bot: dict[str, Any] = {}
    user: dict[str, Any] = {}
    channel: dict[str, Any] = {}
    limits: Limits = LIMITS
    stopwatch: Callable[[], int] = _no_stopwatch
