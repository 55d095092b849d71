"""Whether a value fits a schema of the closed JSON Schema subset (flow-language.md 7)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from .numbers import exact
from .rules.comparison import same
from .rules.patterns import searcher

type Schema = Mapping[str, Any]
type Test = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """`at` is the way into the value, `keyword` what it breaks."""

    at: tuple[str | int, ...]
    keyword: str


def misfits(schema: Schema, value: Any, at: tuple[str | int, ...] = ()) -> Iterator[Misfit]:
    """Every place where the value does not fit. A pattern that is not RE2 fits nothing."""
    for keyword, holds in _TESTS.items():
        if keyword in schema and not holds(schema[keyword], value):
            yield Misfit(at=at, keyword=keyword)
    kind = cast("type[Any]", type(value))
    if kind is dict:
        yield from _misfits_of_object(schema, value, at)
    if kind is list and "items" in schema:
        for index, part in enumerate(cast("list[Any]", value)):
            yield from misfits(schema["items"], part, (*at, index))


def rate_of(schema: Schema) -> int:
    """How often testing goes over each byte of a value at most: a text meets one pattern."""
    inner: list[Any] = [
        *(schema.get("properties") or {}).values(),
        schema.get("items"),
        schema.get("additionalProperties"),
    ]
    rates = [rate_of(cast("Schema", part)) for part in inner if isinstance(part, Mapping)]
    search = searcher(schema["pattern"]) if "pattern" in schema else None
    choices: int = len(schema.get("enum") or ())
    return max(1 if search is None else search.states, choices, *rates, 1)


def with_defaults(schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, and the `default` of every property that was left out."""
    properties: Mapping[str, Schema] = schema.get("properties") or {}
    defaults = {name: part["default"] for name, part in properties.items() if "default" in part}
    return defaults | dict(given)


def _misfits_of_object(schema: Schema, value: dict[str, Any], at: tuple[str | int, ...]) -> Iterator[Misfit]:
    properties: Mapping[str, Schema] = schema.get("properties") or {}
    for name, part in value.items():
        if name in properties:
            yield from misfits(properties[name], part, (*at, name))
        else:
            yield from _misfits_of_other(schema.get("additionalProperties", True), part, (*at, name))


def _misfits_of_other(allowed: Any, value: Any, at: tuple[str | int, ...]) -> Iterator[Misfit]:
    if allowed is False:
        yield Misfit(at=at, keyword="additionalProperties")
    elif type(allowed) is dict:
        yield from misfits(cast("Schema", allowed), value, at)


def _is_number(value: Any) -> bool:
    return type(value) in {int, float, Decimal}


def _is_integer(value: Any) -> bool:
    return _is_number(value) and type(exact(value)) is int


def _exact(number: Any) -> Any:
    return exact(number) or 0


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: type(value) is bool,
    "integer": _is_integer,
    "number": _is_number,
    "string": lambda value: type(value) is str,
    "array": lambda value: type(value) is list,
    "object": lambda value: type(value) is dict,
}


def _fits_type(names: Any, value: Any) -> bool:
    wanted = cast("list[str]", names) if type(names) is list else [cast("str", names)]
    return any(name in _TYPES and _TYPES[name](value) for name in wanted)


def _found(pattern: Any, text: str) -> bool:
    search = searcher(pattern)
    return search is not None and search(text)


def _for(kind: type, test: Test) -> Test:
    """The keyword says nothing about values of another kind."""
    return lambda wanted, value: type(value) is not kind or test(wanted, value)


_TESTS: Mapping[str, Test] = {
    "type": _fits_type,
    "enum": lambda wanted, value: any(same(one, value) for one in wanted),
    "const": same,
    "minimum": lambda least, value: not _is_number(value) or _exact(value) >= _exact(least),
    "maximum": lambda most, value: not _is_number(value) or _exact(value) <= _exact(most),
    "minLength": _for(str, lambda least, text: len(text) >= least),
    "maxLength": _for(str, lambda most, text: len(text) <= most),
    "pattern": _for(str, _found),
    "minItems": _for(list, lambda least, parts: len(parts) >= least),
    "maxItems": _for(list, lambda most, parts: len(parts) <= most),
    "minProperties": _for(dict, lambda least, parts: len(parts) >= least),
    "maxProperties": _for(dict, lambda most, parts: len(parts) <= most),
    "required": _for(dict, lambda names, parts: all(name in parts for name in names)),
}
