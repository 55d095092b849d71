"""A proposal to be made."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..changes import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """With what it begins with. `operation_id`: the maker's name for the making of it."""

    title: str
    note: str | None = None
    operations: Sequence[Operation] = ()
    operation_id: str | None = None
