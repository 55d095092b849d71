"""The one write path to a draft: ordered, atomic operations, merged where they are disjoint."""

from .apply import Outcome, apply
from .difference import difference
from .laying import lay_over
from .line import Line, Opening
from .operation import LAST, Operation, Path, dotted, from_json, segments, written
from .repeats import Applied
from .service import Changed, Terms, change, change_line
from .tree import value_at

__all__ = [
    "LAST",
    "Applied",
    "Changed",
    "Line",
    "Opening",
    "Operation",
    "Outcome",
    "Path",
    "Terms",
    "apply",
    "change",
    "change_line",
    "difference",
    "dotted",
    "from_json",
    "lay_over",
    "segments",
    "value_at",
    "written",
]
