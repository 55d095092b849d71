"""How manifests write their schemas: fields with a title and a description in both languages."""

from collections.abc import Mapping
from typing import Any

from .words import Words

type Field = dict[str, Any]


def text(title: Words, description: Words | None = None, **limits: Any) -> Field:
    """A text; `most` characters where given, else as many as a rendered text may have."""
    return _field("string", title, description, {"maxLength": limits.pop("most", 65_536), **limits})


def number(title: Words, description: Words | None = None, **limits: Any) -> Field:
    return _field("number", title, description, limits)


def whole(title: Words, description: Words | None = None, **limits: Any) -> Field:
    """An integral number."""
    return _field("integer", title, description, limits)


def switch(title: Words, description: Words | None = None, **limits: Any) -> Field:
    """true or false."""
    return _field("boolean", title, description, limits)


def several(title: Words, items: Mapping[str, Any], description: Words | None = None, **limits: Any) -> Field:
    """A list."""
    return _field("array", title, description, {"items": dict(items), **limits})


def anything(title: Words, description: Words | None = None, **limits: Any) -> Field:
    """Any JSON value."""
    return _described(title, description) | limits


def free(title: Words, description: Words | None = None, **limits: Any) -> Field:
    """An object whose keys are the service's affair."""
    return _field("object", title, description, limits)


def form(required: tuple[str, ...] = (), **fields: Field) -> Field:
    """An object of these fields and no others."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(required),
        "additionalProperties": False,
    }


def answer(**fields: Field) -> Field:
    """An object that has these fields, and perhaps others a service adds."""
    return {"type": "object", "properties": fields, "required": []}


def nullable(field: Field) -> Field:
    """The same field, which may be null."""
    return {**field, "type": [field["type"], "null"]}


def _field(kind: str, title: Words, description: Words | None, limits: Mapping[str, Any]) -> Field:
    return {"type": kind, **_described(title, description), **limits}


def _described(title: Words, description: Words | None) -> Field:
    return {"title": title} | ({} if description is None else {"description": description})
