"""How much may be asked of DBCV with one token: so many calls a minute, no more than a minute's saved up."""

import hashlib
import math
import time
from collections import OrderedDict

from .lessons import Lesson, Taught
from .samples import ADVICE

_KEPT = 2000


class Pace:
    """Of this process. Calls of the REST API count: what costs nothing is not counted."""

    def __init__(self, per_minute: int) -> None:
        self._most = per_minute
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # calls, as of when

    def take(self, token: str) -> None:
        """Count one call; Taught `mcp:too_many_calls` with the seconds to wait where it is one too many."""
        key, now = hashlib.sha256(token.encode()).hexdigest(), time.monotonic()
        saved, since = self._left.pop(key, (float(self._most), now))
        left = min(self._most, saved + (now - since) * self._most / 60) - 1
        self._left[key] = (left if left >= 0 else left + 1, now)
        if len(self._left) > _KEPT:
            self._left.popitem(last=False)
        if left < 0:
            raise _too_many(math.ceil(-left * 60 / self._most))


def _too_many(wait: int) -> Taught:
    code = "mcp:too_many_calls"
    message = "Too many calls with this token in a minute."
    return Taught(Lesson(code=code, message=message, details={"retry_after": wait}, next=ADVICE[code]))
