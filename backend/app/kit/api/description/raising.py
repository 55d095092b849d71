"""Which errors a function may answer with: read from what it and all it calls were compiled to.

A name is followed to the function or class of ours it stands for, a method through the classes a function can
hold (its annotations, what it makes, what those have as fields). That may find a code too many where two
classes share a method's name; it needs no list that somebody has to keep.
"""

import dis
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeAliasType, get_args

from app.kit.errors import DbcvError, TooMany

_OURS = "app."


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Raised:
    """An error as it stands in the code; `details`: their names."""

    status: int
    code: str
    message: str
    details: tuple[str, ...] = ()


def raised_by(functions: Iterable[Callable[..., Any]]) -> set[Raised]:
    """By these functions and all they call."""
    found: set[Raised] = set()
    waiting = [plain for each in functions for plain in _callable(each)]
    seen: set[FunctionType] = set()
    while waiting:
        function = waiting.pop()
        if function not in seen:
            seen.add(function)
            raised, called = _looked_at(function)
            found |= raised
            waiting.extend(called)
    return found


@cache
def _looked_at(function: FunctionType) -> tuple[frozenset[Raised], frozenset[FunctionType]]:
    """What it raises itself, and what it calls."""
    codes = [*_codes(function.__code__)]
    spoken = {name for code in codes for name in code.co_names}
    values = [function.__globals__[name] for name in spoken if name in function.__globals__]
    values += [value for cell in function.__closure__ or () if (value := _content(cell)) is not None]
    raised = {one for code in codes for one in _sites(code, function.__globals__)} | {*_limits(values)}
    called = {plain for value in values if not isinstance(value, type) for plain in _callable(value)}
    for module in (value for value in values if isinstance(value, ModuleType) and _is_ours(value.__name__)):
        called |= {plain for name in spoken for plain in _callable(getattr(module, name, None))}
    classes = _classes(function, values, called)
    called |= {*_methods(classes, spoken)}
    return frozenset(raised), frozenset(called)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _sites(code: CodeType, known: dict[str, Any]) -> Iterator[Raised]:
    """`NotFound("bot:not_found", "…", revision=…)`, wherever it stands."""
    kind: type[DbcvError] | None = None
    words: list[str] = []
    names: Any = ()
    for step in dis.get_instructions(code):
        if step.opname == "LOAD_GLOBAL" and _is_error(known.get(step.argval)):
            kind, words = known[step.argval], []
        elif kind is not None and step.opname == "LOAD_CONST":
            names = step.argval
            words += [names] if isinstance(names, str) else []
        elif kind is not None and step.opname in {"CALL", "CALL_KW"} and words and ":" in words[0]:
            details = names if step.opname == "CALL_KW" and isinstance(names, tuple) else ()
            yield Raised(status=kind.status, code=words[0], message=" ".join(words[1:2]), details=details)
            kind = None


def _limits(values: Iterable[Any]) -> Iterator[Raised]:
    """How often somebody may try: the code of the error after that is told with the number."""
    for value in values:
        code = getattr(value, "code", None)
        if hasattr(value, "allowed") and isinstance(code, str):
            message = "Too many attempts. Wait a little."
            yield Raised(status=TooMany.status, code=code, message=message, details=("retry_after",))


def _classes(function: FunctionType, values: Iterable[Any], called: Iterable[FunctionType]) -> set[type]:
    owner = function.__globals__.get(function.__qualname__.partition(".")[0])  # of a method
    shapes = [*values, *function.__annotations__.values(), owner]
    shapes += [one.__annotations__.get("return") for one in called]
    return {one for shape in shapes for one in _classes_in(shape)}


def _methods(classes: set[type], spoken: set[str]) -> Iterator[FunctionType]:
    """Of those, and of what their fields hold."""
    seen: set[type] = set()
    while classes - seen:
        for one in classes - seen:
            seen.add(one)
            if "__init__" in vars(one):
                yield from _callable(vars(one)["__init__"])
            for name in spoken:
                yield from _callable(inspect.getattr_static(one, name, None))
                classes |= {*_classes_in(_field(one, name))}


def _field(one: type, name: str) -> Any:
    for parent in one.__mro__:
        shape = inspect.get_annotations(parent).get(name)
        if shape is not None:
            return shape
    made = vars(one).get("__init__")
    return getattr(made, "__annotations__", {}).get(name.lstrip("_"))


def _classes_in(shape: Any, within: tuple[Any, ...] = ()) -> Iterator[type]:
    if isinstance(shape, TypeAliasType):
        if shape not in within:  # an alias may be made of itself
            yield from _classes_in(shape.__value__, (*within, shape))
    elif isinstance(shape, type) and not get_args(shape):
        if _is_ours(shape.__module__) and not issubclass(shape, BaseException):
            yield shape
    else:
        for inner in get_args(shape):
            yield from _classes_in(inner, within)


def _callable(value: Any) -> Iterator[FunctionType]:
    if isinstance(value, property):
        value = value.fget
    value = inspect.unwrap(getattr(value, "__func__", value)) if callable(value) else value
    value = getattr(value, "func", value)  # of a partial
    if isinstance(value, FunctionType) and _is_ours(value.__module__):
        yield value


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return None


def _is_ours(module: str) -> bool:
    return module.startswith(_OURS)


def _is_error(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, DbcvError) and value is not DbcvError
