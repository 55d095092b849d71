"""What rendering and testing see (View) and whom they tell (Probe)."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any, Protocol

from .paths import Path


class View(Protocol):
    """The scopes that can be read in a turn."""

    @property
    def now(self) -> datetime:
        """When the event was accepted, aware."""
        ...

    @property
    def zone(self) -> tzinfo:
        """The zone of `system.now`."""
        ...

    def read(self, path: Path) -> Any:
        """The value there; None where a segment is missing."""
        ...


class Probe(Protocol):
    """Writes the trace."""

    @property
    def rule(self) -> Callable[[str, str, Any, Any, bool], None]:
        """Takes (field, operator, value, actual, outcome) of a rule that was tested."""
        ...

    def problem(self, code: str, **detail: Any) -> None: ...

    def derived(self, path: Path, value: Any) -> None:
        """Filters made the value of what is at the path."""
        ...

    def spend(self, units: int) -> None:
        """Takes units of work.py; TooMuchWork where the turn has none left."""
        ...
