"""Making what an author wrote fit what an integration takes, where a person would see no difference.

A placeholder gives a value its own type: a number where a text is wanted is that number's text.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from .numbers import canonical, from_text
from .schema_check import Misfit, Schema, misfits, with_defaults
from .text import to_text


def fitted(schema: Schema, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Misfit]]:
    """The config with defaults filled in and scalars converted, and where it does not fit still.

    A setting that is null, or an empty text where it need not be there, counts as left out.
    """
    required: Sequence[str] = schema.get("required") or ()
    named = {
        name: part for name, part in given.items() if part is not None and (part != "" or name in required)
    }
    config = cast("dict[str, Any]", converted(schema, with_defaults(schema, named)))
    return config, list(misfits(schema, config))


def converted(schema: Schema, value: Any) -> Any:
    """The value with every scalar in the type its schema names, as far as that loses nothing."""
    wanted = schema.get("type")
    if isinstance(value, dict) and wanted != "string":
        members = cast("dict[str, Any]", value)
        return {name: converted(_inner(schema, name), part) for name, part in members.items()}
    if isinstance(value, list) and "items" in schema:
        return [converted(schema["items"], part) for part in cast("list[Any]", value)]
    if wanted == "array" and not isinstance(value, list) and value is not None:
        return converted(schema, _listed(value))
    convert = _CONVERSIONS.get(wanted) if isinstance(wanted, str) else None
    return cast("Any", value if convert is None else convert(value))


def missing(schema: Schema, value: Any, at: Sequence[str | int]) -> list[str]:
    """The names that must be in the object there and are not."""
    for key in at:
        value = value[key]
    return [name for name in schema_at(schema, at).get("required") or () if name not in value]


def schema_at(schema: Schema, at: Sequence[str | int]) -> Schema:
    """The schema of what stands there."""
    for key in at:
        schema = _inner(schema, key)
    return schema


def _inner(schema: Schema, key: str | int) -> Schema:
    if type(key) is int:
        return schema.get("items") or {}
    properties: Mapping[str, Schema] = schema.get("properties") or {}
    if key in properties:
        return properties[cast("str", key)]
    others = schema.get("additionalProperties")
    return cast("Schema", others) if type(others) is dict else {}


def _listed(value: Any) -> list[Any]:
    """A text is split at commas, as `in` does (flow-language.md 5); another value is a list of one."""
    if type(value) is not str:
        return [value]
    return [part for part in (piece.strip() for piece in value.split(",")) if part]


def _as_text(value: Any) -> Any:
    return value if value is None or type(value) is str else to_text(value)


def _as_number(value: Any) -> Any:
    found = from_text(value) if type(value) is str else None
    if found is None:
        return value
    return found if type(found) is int else canonical(Decimal(found))


def _as_boolean(value: Any) -> Any:
    return {"true": True, "false": False}.get(value.strip().lower(), value) if type(value) is str else value


_CONVERSIONS: Mapping[str, Callable[[Any], Any]] = {
    "string": _as_text,
    "number": _as_number,
    "integer": _as_number,
    "boolean": _as_boolean,
}
