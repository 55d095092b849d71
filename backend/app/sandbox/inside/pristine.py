"""Whether a call has left something behind for the next: a worker that is not as it was is replaced.

That is no wall (a bot has only workers of its own) but a promise to authors: no call is changed by another.
"""

import abc
import calendar
import csv
import decimal
import gc
import signal
import sys
from collections.abc import Iterable, Iterator, Set
from operator import is_
from types import CodeType, ModuleType
from typing import Any

_HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: made by Python code, so its attributes can be set
# Without one of these, a door (below), or an assignment to an attribute, code reaches nothing that outlives
# its call, unless it sets out to.
_REACHING = frozenset(
    {
        "setattr",
        "delattr",
        "getattr",
        "exec",
        "eval",
        "compile",
        "vars",
        "globals",
        "locals",
        "attrgetter",
        "dir",
    }
)
# Functions that set something for all, and modules that are there for it.
_SETTING = frozenset(
    {
        "BasicContext",
        "DefaultContext",
        "ExtendedContext",
        "copyreg",
        "field_size_limit",
        "register",
        "register_dialect",
        "reset_tzpath",
        "set_event_loop_policy",
        "setfirstweekday",
        "unregister_dialect",
        "warnings",
    }
)
_ATTRIBUTES = frozenset({"STORE_ATTR", "DELETE_ATTR"})
_IN_PLACE = frozenset({list, dict, set})
_TURN = frozenset({"bot_code", "__main__"})  # modules that are new in every call
_LIVELY = frozenset(
    {"sys", "_strptime", "linecache", "signal"}
)  # modules whose attributes change by themselves

type _Kept = tuple[dict[str, Any], tuple[Any, ...]]


class Pristine:
    """As all modules were before the first call."""

    def __init__(self, near: tuple[str, ...]) -> None:
        """`near`: the modules that authors' code is handed."""
        modules = {name: module for name, module in sys.modules.items() if name not in _TURN}
        self._modules = dict(modules)
        self._near = {name: _kept(vars(modules[name])) for name in near}
        self._far = {
            name: _kept(vars(one))
            for name, one in modules.items()
            if isinstance(one, ModuleType) and name not in _LIVELY
        }
        far = self._far.values()
        classes = {id(one): one for attributes, _ in far for one in attributes.values() if _is_open(one)}
        self._classes = [_kept(_attributes(one)) for one in classes.values()]
        self._containers = [
            (one, _held(one))
            for attributes, _ in (*far, *self._classes)
            for name, one in attributes.items()
            if type(one) in _IN_PLACE and not name.startswith("_")  # those are mostly caches
        ]
        self._settings = _settings()
        self._doors = _REACHING | _SETTING | set(_doors(modules, near))

    def accept(self, name: str) -> None:
        """What we have changed ourselves in a module is no trace of a call."""
        self._near[name] = self._far[name] = _kept(vars(self._modules[name]))

    def is_spoilt(self, code: CodeType) -> bool:
        """After a call of it."""
        modules = self._modules
        if not (
            _all_kept(self._near.values()) and all(map(is_, map(sys.modules.get, modules), modules.values()))
        ):
            return True
        return reaches_out(code, self._doors) and self._is_deeply_spoilt()

    def _is_deeply_spoilt(self) -> bool:
        return not (
            _all_kept(self._far.values())
            and _all_kept(self._classes)
            and all(_same(_held(one), then) for one, then in self._containers)
            and _settings() == self._settings
            and sys.modules.keys() - self._modules.keys() <= _TURN
        )


def _doors(modules: dict[str, Any], near: Iterable[str]) -> Iterator[str]:
    """What leads from the modules authors are handed to others, and to what can be changed in place."""
    for name in near:
        for key, value in vars(modules[name]).items():
            is_inward = isinstance(value, ModuleType) and key not in near
            if not key.startswith("_") and (is_inward or type(value) in _IN_PLACE):
                yield key


def reaches_out(code: CodeType, doors: Set[str]) -> bool:
    """Whether this code, or any within it, could change what is not its own."""
    names = {*code.co_names, *code.co_varnames}
    if not doors.isdisjoint(names) or any("__" in name for name in code.co_names):
        return True
    if _sets_attributes(code):
        return True
    return any(reaches_out(inner, doors) for inner in code.co_consts if type(inner) is CodeType)


def _sets_attributes(code: CodeType) -> bool:
    stream = code.co_code
    return any(stream[place] in _OPERATIONS for place in range(0, len(stream), 2))


def _operations() -> frozenset[int]:
    import opcode  # noqa: PLC0415 - of use once, before the walls stand

    return frozenset(opcode.opmap[name] for name in _ATTRIBUTES)


_OPERATIONS = _operations()


def _kept(attributes: dict[str, Any]) -> _Kept:
    return attributes, tuple(attributes.values())


def _held(container: Any) -> tuple[Any, ...]:
    """What is in it; of a set, whose order says nothing, only how much."""
    if type(container) is set:
        return (len(container),)
    return tuple(container.values() if type(container) is dict else container)


def _same(now: tuple[Any, ...], then: tuple[Any, ...]) -> bool:
    return len(now) == len(then) and all(map(is_, now, then))


def _all_kept(kept: Iterable[_Kept]) -> bool:
    return all(len(now) == len(then) and all(map(is_, now.values(), then)) for now, then in kept)


def _is_open(value: Any) -> bool:
    return isinstance(value, type) and bool(value.__flags__ & _HEAP_TYPE)


def _attributes(kind: type) -> dict[str, Any]:
    [attributes] = gc.get_referents(kind.__dict__)
    return attributes


def _settings() -> tuple[Any, ...]:
    """What can be set through a function, and lasts."""
    return (
        repr(decimal.DefaultContext),
        repr(decimal.getcontext()),
        sys.getrecursionlimit(),
        sys.get_int_max_str_digits(),
        sys.getswitchinterval(),
        sys.gettrace(),
        sys.getprofile(),
        gc.isenabled(),
        gc.get_threshold(),
        csv.field_size_limit(),
        tuple(csv.list_dialects()),
        repr(decimal.BasicContext),
        repr(decimal.ExtendedContext),
        calendar.firstweekday(),
        abc.get_cache_token(),
        signal.getsignal(signal.SIGALRM),
    )
