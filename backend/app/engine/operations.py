"""What `set` does to variables: pure, copy on write (flow-language.md 2).

The same operation applied again to what is there at commit loses no update.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, Final, cast

from .limits import LIMITS, Limits
from .numbers import add as exact_sum
from .numbers import exact
from .paths import Path, list_index
from .rules.comparison import equal
from .text import size
from .values import depth_within, encode

type Outcome = tuple[Any, str | None]  # the new value and a problem
type Operation = Callable[[Any, Any], Outcome]
type Container = dict[str, Any] | list[Any]


class Mark(Enum):
    MISSING = "missing"
    KEEP = "keep"
    CLEAR = "clear"


_MISSING: Final = Mark.MISSING
_KEEP: Final = Mark.KEEP
_CLEAR: Final = Mark.CLEAR

READ_ONLY = "variable:read_only"
_NOT_AN_OBJECT = "variable:not_an_object"
_TOO_LARGE = "variable:too_large"


def apply(
    root: dict[str, Any], path: Path, op: str, value: Any, limits: Limits = LIMITS
) -> tuple[dict[str, Any], str | None]:
    """The variables of one scope after `op` at `path` (without the scope), and the code of a problem.

    `root` is never changed; it is returned itself where nothing was written. KeyError: no such `op`.
    """
    operation = OPERATIONS[op]
    if not path or path[0] == "id":
        return root, READ_ONLY
    chain = _walk(root, path)
    if chain is None:
        return root, None if op in _SHRINKING else _NOT_AN_OBJECT
    new, problem = operation(_child(chain[-1], path[-1]), value)
    if type(new) is Mark and new is _KEEP:
        return root, problem
    written = _rebuild(chain, path, new)
    if op in _SHRINKING or _fits(root, written, path[0], limits):
        return written, None
    return root, _TOO_LARGE


def _set(_current: Any, value: Any) -> Outcome:
    return value, None


def _add(current: Any, value: Any) -> Outcome:
    start = 0 if current is None or current is _MISSING else exact(current)
    increment = exact(value)
    total = None if start is None or increment is None else exact_sum(start, increment)
    return (_KEEP, "variable:not_a_number") if total is None else (total, None)


def _append(current: Any, value: Any) -> Outcome:
    if current is None or current is _MISSING:
        return [value], None
    return ([*current, value] if type(current) is list else [current, value]), None


def _remove(current: Any, value: Any) -> Outcome:
    if current is None or current is _MISSING:
        return _KEEP, None
    if type(current) is not list:
        return _KEEP, "variable:not_a_list"
    elements = cast("list[Any]", current)
    for position, element in enumerate(elements):
        if equal(element, value):
            return elements[:position] + elements[position + 1 :], None
    return _KEEP, None


def _clear(current: Any, _value: Any) -> Outcome:
    return (_KEEP if current is _MISSING else _CLEAR), None


OPERATIONS: dict[str, Operation] = {
    "set": _set,
    "add": _add,
    "append": _append,
    "remove": _remove,
    "clear": _clear,
}
_SHRINKING = frozenset({"remove", "clear"})


def _walk(root: dict[str, Any], path: Path) -> list[Container] | None:
    """The containers on the way, new where there is nothing or null; None: another value is in the way."""
    chain: list[Container] = [root]
    for segment in path[:-1]:
        inner: Any = _child(chain[-1], segment)
        if inner is None or (inner is _MISSING and type(chain[-1]) is dict):
            inner = {}
        if not isinstance(inner, dict | list):
            return None
        chain.append(cast("Container", inner))
    last = chain[-1]
    return None if type(last) is list and _child(last, path[-1]) is _MISSING else chain


def _child(container: Container, segment: str) -> Any:
    if isinstance(container, dict):
        return container.get(segment, _MISSING)
    index = list_index(segment)
    return container[index] if index is not None and index < len(container) else _MISSING


def _rebuild(chain: list[Container], path: Path, new: Any) -> dict[str, Any]:
    for container, segment in zip(reversed(chain), reversed(path), strict=True):
        copy: Any = container.copy()
        key: Any = segment if isinstance(container, dict) else list_index(segment)
        if new is _CLEAR:
            del copy[key]
        else:
            copy[key] = new
        new = copy
    return new


def _fits(old: dict[str, Any], new: dict[str, Any], key: str, limits: Limits) -> bool:
    value = new[key]
    if _shorter(value, old.get(key)):
        return True
    if type(value) is str:
        if size(value) > limits.variable_size:
            return False
    elif type(value) in {list, dict} and not _fits_nested(value, limits):
        return False
    return len(encode(new)) <= limits.scope_size


def _fits_nested(value: Any, limits: Limits) -> bool:
    written = encode(value)
    if len(written) > limits.variable_size:
        return False
    # Every level costs a bracket, so few brackets need no look at the levels.
    brackets = written.count(b"[") + written.count(b"{")
    return brackets <= limits.value_depth or depth_within(value, limits.value_depth)


def _shorter(value: Any, old: Any) -> bool:
    """Whether a scalar surely takes no more room than the one it replaces: a counter in a large scope."""
    if type(value) is int and type(old) is int:
        return 0 <= value <= old or len(str(value)) <= len(str(old))
    return type(value) is bool and type(old) is bool and (value or not old)
