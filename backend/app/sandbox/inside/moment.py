"""The clock and the chance of a turn: inside it is always the moment of the event, as for all of the bot.

The clock stands still while code computes and moves on as long as it sleeps, so the same turn does the same
whenever it is repeated. `time.monotonic` and `perf_counter` go on: they measure, and tell no time of day.
"""

import ctypes
import datetime as dt
import gc
import os
import random
import time
from collections.abc import Callable
from typing import Any

_UTC_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_EPOCH = _UTC_EPOCH.replace(tzinfo=None)
_shared: Any = vars(random)["_inst"]  # whose methods the functions of the module are

_real_sleep = time.sleep
_localtime, _gmtime = time.localtime, time.gmtime
_tzset = time.tzset
_strftime, _asctime, _ctime = time.strftime, time.asctime, time.ctime
_urandom = os.urandom
_seed = random.Random.seed
_fill = random.Random.randbytes


class Moment:
    """`nanoseconds` since 1970; `slept` of them in this call. `chance` None: the kernel's randomness."""

    __slots__ = ("chance", "nanoseconds", "offset", "slept")

    def __init__(self) -> None:
        self.nanoseconds = 0
        self.slept = 0.0
        self.offset: int | None = None
        self.chance: random.Random | None = None

    def begin(self, microseconds: int, offset: int, seed: str, *, is_fixed: bool) -> bool:
        """`offset` in seconds east of UTC; `is_fixed`: what is secret elsewhere follows the turn too.

        Whether the zone is another than it was, and with it attributes of the module `time`.
        """
        self.nanoseconds = microseconds * 1000
        self.slept = 0.0
        is_moved = offset != self.offset
        if is_moved:
            self.offset = offset
            _set_zone(offset)
        _seed(_shared, seed)
        self.chance = type(_shared)(f"fixed {seed}") if is_fixed else None
        return is_moved

    def sleep(self, seconds: float) -> None:
        _real_sleep(seconds)
        self.slept += seconds
        self.nanoseconds += int(seconds * 1_000_000_000)

    def entropy(self, count: int) -> bytes:
        return _urandom(count) if self.chance is None else _fill(self.chance, count)


MOMENT = Moment()


def _set_zone(offset: int) -> None:
    """POSIX counts west of Greenwich."""
    sign = "-" if offset >= 0 else "+"
    hours, seconds = divmod(abs(offset), 3600)
    name = f"{'+' if offset >= 0 else '-'}{hours:02}{seconds // 60:02}"
    os.environ["TZ"] = f"<{name}>{sign}{hours:02}:{seconds // 60:02}:{seconds % 60:02}"
    _tzset()


def _now(cls: Any, tz: dt.tzinfo | None = None) -> dt.datetime:
    passed = dt.timedelta(microseconds=MOMENT.nanoseconds // 1000)
    if tz is not None:
        moment = (_UTC_EPOCH + passed).astimezone(tz)
    else:
        moment = _EPOCH + passed + dt.timedelta(seconds=MOMENT.offset or 0)
    return moment if cls is dt.datetime else cls.fromtimestamp(MOMENT.nanoseconds / 1e9, tz)


def _utcnow(cls: Any) -> dt.datetime:
    return cls.fromtimestamp(MOMENT.nanoseconds / 1e9, dt.UTC).replace(tzinfo=None)


def _seconds(seconds: float | None) -> float:
    return MOMENT.nanoseconds / 1e9 if seconds is None else seconds


def _seed_by_turn(self: random.Random, a: Any = None, version: int = 2) -> None:
    _seed(self, int.from_bytes(MOMENT.entropy(32)) if a is None else a, version)


# Named as what they stand for: an error message inside should not speak of us.
_TIME: dict[str, Callable[..., Any]] = {
    "time": lambda: MOMENT.nanoseconds / 1e9,
    "time_ns": lambda: MOMENT.nanoseconds,
    "tzset": lambda: None,  # the zone is the turn's, and `strptime` sets it again and again
    "sleep": lambda seconds, /: MOMENT.sleep(seconds),
    "localtime": lambda seconds=None, /: _localtime(_seconds(seconds)),
    "gmtime": lambda seconds=None, /: _gmtime(_seconds(seconds)),
    "ctime": lambda seconds=None, /: _ctime(_seconds(seconds)),
    "asctime": lambda moment=None, /: _asctime(_localtime(_seconds(None)) if moment is None else moment),
    "strftime": lambda layout, moment=None, /: _strftime(
        layout, _localtime(_seconds(None)) if moment is None else moment
    ),
}


def follow_the_turn() -> None:
    """Puts MOMENT in the place of the machine's clock and randomness. RuntimeError: to no effect."""
    for name, act in _TIME.items():
        act.__name__ = act.__qualname__ = name
        setattr(time, name, act)
    _replace(dt.datetime, now=classmethod(_now), utcnow=classmethod(_utcnow))
    os.urandom = MOMENT.entropy
    random.__dict__["_urandom"] = MOMENT.entropy
    random.Random.seed = _seed_by_turn
    random.seed = _shared.seed
    MOMENT.begin(0, 0, "", is_fixed=False)
    if dt.datetime.now(dt.UTC) != _UTC_EPOCH or time.time() != 0:
        raise RuntimeError("the clock of this Python does not follow")


def _replace(kind: type, **methods: object) -> None:
    """Also in a type written in C, whose own attributes Python does not let anybody set."""
    [attributes] = gc.get_referents(kind.__dict__)
    attributes.update(methods)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
