"""Schemas of arguments in as few words as say all: every assistant reads all of them before it begins."""

from collections.abc import Mapping
from typing import Any

from .values import is_array, is_object

# What they are checked for all the same, and nobody would come near or read anything from.
_SAID_ANYWAY: Mapping[str, Any] = {"additionalProperties": True, "exclusiveMaximum": 2**31}
_NULL = {"type": "null"}


def briefly(schema: Any) -> Any:
    """The same, without the titles Pydantic makes of names, without nulls that say no more than leaving the
    argument out does, and without bounds of our numbers."""
    if is_array(schema):
        return [briefly(one) for one in schema]
    if not is_object(schema):
        return schema
    said = {
        key: _named(value) if key in {"properties", "$defs"} else briefly(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and _SAID_ANYWAY.get(key, _NULL) != value
    }
    return _left_out(said)


def _named(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """`title` stays where it is the name of an argument."""
    return {name: briefly(one) for name, one in schemas.items()}


def _left_out(schema: dict[str, Any]) -> dict[str, Any]:
    """Of an argument that may be left out: where its description speaks of null, null means something."""
    if schema.get("default", schema) is not None or "null" in schema.get("description", ""):
        return schema
    kept = {key: value for key, value in schema.items() if key not in {"default", "anyOf"}}
    arms = [one for one in schema.get("anyOf", ()) if one != _NULL]
    return {**(arms[0] if len(arms) == 1 else {"anyOf": arms} if arms else {}), **kept}
