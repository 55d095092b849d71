"""The scopes of a turn: reading by path, writing by changes (flow-language.md 2)."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, cast

from msgspec import Struct

from .dates import local, zone_of
from .limits import LIMITS, Limits
from .operations import OPERATIONS, READ_ONLY, apply
from .paths import ALL_SCOPES, WRITABLE_SCOPES, Path, list_index, parse_path

__all__ = ["ALL_SCOPES", "OPERATIONS", "WRITABLE_SCOPES", "Change", "Path", "Scopes", "apply", "parse_path"]


class Change(Struct, frozen=True, kw_only=True):
    """One operation that was done; `path` is inside the scope. Applied again to what is there at commit."""

    scope: str
    path: Path
    op: str
    value: Any = None


class Scopes:
    """What can be read in a turn. Roots are shared and never changed; a write puts a new root in place.

    `now` is aware; `timezone` is the bot's zone where neither `user.timezone` nor `bot.timezone` is one.
    """

    __slots__ = ("_at", "_clock", "_roots", "_timezone", "_zone", "now", "random", "writable")

    def __init__(
        self,
        roots: Mapping[str, Any],
        *,
        now: datetime,
        random: float = 0.5,
        timezone: str | None = None,
        writable: frozenset[str] = WRITABLE_SCOPES,
    ) -> None:
        self._roots = dict(roots)
        self._timezone = timezone
        self._at: tuple[Any, Any] | None = None
        self._zone: tzinfo = UTC
        self._clock: tuple[tzinfo, dict[str, Any]] | None = None
        self.now = now
        self.random = random
        self.writable = writable

    def read(self, path: Path) -> Any:
        """The value there; None where a segment is missing."""
        scope = path[0]
        value = self._roots.get(scope)
        if value is None and scope == "system":
            value = self.system
        for segment in path[1:]:
            if type(value) is dict:
                value = cast("dict[str, Any]", value).get(segment)
            elif type(value) is list:
                value = _element(cast("list[Any]", value), segment)
            else:
                return None
        return value

    def root(self, scope: str) -> dict[str, Any]:
        """All variables of a scope."""
        return self._roots.get(scope) or {}

    def put(self, scope: str, root: Any) -> None:
        """Puts a whole scope in place (a latest result, cleared session variables); None takes it away."""
        self._roots[scope] = root

    def apply(self, change: Change, limits: Limits = LIMITS) -> str | None:
        """Does one change; the code of a problem where it could not be done."""
        if change.scope not in self.writable:
            return READ_ONLY
        old = self.root(change.scope)
        new, problem = apply(old, change.path, change.op, change.value, limits)
        if new is not old:
            self._roots[change.scope] = new
        return problem

    @property
    def zone(self) -> tzinfo:
        """The zone of `system.now`: the user's, else the bot's, else UTC; others are passed over."""
        names = (self.read(("user", "timezone")), self.read(("bot", "timezone")))
        if names != self._at:
            self._at = names
            self._zone = _first_zone((*names, self._timezone))
        return self._zone

    @property
    def system(self) -> dict[str, Any]:
        """`system.*`, made when it is first read."""
        zone = self.zone
        if self._clock is None or self._clock[0] is not zone:
            self._clock = (zone, _system(local(self.now, zone) or self.now, self.random))
        return self._clock[1]


def _element(elements: list[Any], segment: str) -> Any:
    index = list_index(segment)
    return elements[index] if index is not None and index < len(elements) else None


def _first_zone(names: tuple[Any, ...]) -> tzinfo:
    zones = (zone_of(name) for name in names if type(name) is str and name)
    return next((zone for zone in zones if zone is not None), UTC)


def _system(now: datetime, random: float) -> dict[str, Any]:
    return {
        "now": now.replace(microsecond=0).isoformat(),
        "date": now.date().isoformat(),
        "time": f"{now.hour:02}:{now.minute:02}",
        "weekday": now.isoweekday(),
        "random": random,
    }
