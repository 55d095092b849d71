"""A schema as a tree of its fields; what it refers to opens in place, or leads to a page of its own."""

import json
from html import escape
from typing import Any

from .layout import page, shown, words

type Json = dict[str, Any]

_REF = "#/components/schemas/"
_DEEPEST = 4
_BOUNDS = {
    "minimum": "≥",
    "exclusiveMinimum": ">",
    "maximum": "≤",
    "exclusiveMaximum": "<",
    "minLength": "length ≥",
    "maxLength": "length ≤",
    "minItems": "items ≥",
    "maxItems": "items ≤",
    "pattern": "pattern",
    "default": "default",
}


def schema_page(told: Json, name: str) -> str:
    """One of `components.schemas`, with an example where it has one."""
    schema = told["components"]["schemas"][name]
    examples = "".join(map(shown, schema.get("examples", ())))
    return page(name, tree(schema, told) + (f"<h2>Example</h2>{examples}" if examples else ""))


def tree(schema: Json, told: Json, within: tuple[str, ...] = ()) -> str:
    """What the schema says of itself, then its fields."""
    known: Json = told["components"]["schemas"]
    name = schema.get("$ref", "").removeprefix(_REF)
    if name:
        ends = name in within or len(within) >= _DEEPEST
        inner = "" if ends else tree(known.get(name, {}), told, (*within, name))
        return f"<div>{_link(name)}{inner}</div>"
    text = f"<div>{words(schema['description'])}</div>" if schema.get("description") else ""
    fields = "".join(
        _field(key, one, key in schema.get("required", ()), told, within)
        for key, one in schema.get("properties", {}).items()
    )
    inner = f'<ul class="tree">{fields}</ul>' if fields else ""
    inner += "".join(tree(one, told, within) for one in _inner(schema))
    return f"{text}{inner}" if fields or inner else f"{text}<code>{kind(schema)}</code>{bounds(schema)}"


def kind(schema: Json) -> str:
    """In a few words, as HTML."""
    name = schema.get("$ref", "").removeprefix(_REF)
    if name:
        return _link(name)
    arms = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if arms:
        return " | ".join(dict.fromkeys(map(kind, arms)))
    if "const" in schema:
        return escape(json.dumps(schema["const"]))
    if "enum" in schema:
        return " | ".join(escape(json.dumps(one)) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"array of {kind(schema.get('items', {}))}"
    form = f" ({escape(schema['format'])})" if "format" in schema else ""
    return f"{escape(str(schema.get('type', 'anything')))}{form}"


def bounds(schema: Json) -> str:
    """What else is asked of a value, as HTML."""
    arms = [schema, *schema.get("anyOf", ())]
    given = [(sign, arm.get(word)) for arm in arms for word, sign in _BOUNDS.items()]
    told = [f"{sign} {_plain(value)}" for sign, value in given if value is not None]
    return f' <span class="mild">{escape(", ".join(told))}</span>' if told else ""


def _plain(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else json.dumps(value)


def _field(key: str, schema: Json, is_needed: bool, told: Json, within: tuple[str, ...]) -> str:  # noqa: FBT001
    need = " <strong>required</strong>" if is_needed else ""
    head = f"<code>{escape(key)}</code> <code>{kind(schema)}</code>{need}{bounds(schema)}"
    text = f" {words(schema['description'])}" if schema.get("description") else ""
    below = "".join(tree(one, told, within) for one in _below(schema, within))
    return f"<li>{head}{text}{f'<details><summary>fields</summary>{below}</details>' if below else ''}</li>"


def _below(schema: Json, within: tuple[str, ...]) -> list[Json]:
    """What opens under a field."""
    arms = [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ()), *_inner(schema)]
    arms += [one["items"] for one in arms if isinstance(one.get("items"), dict)]
    named = {one["$ref"]: one for one in arms if "$ref" in one}
    shown_here = [one for ref, one in named.items() if ref.removeprefix(_REF) not in within]
    return shown_here if len(within) < _DEEPEST else []


def _inner(schema: Json) -> list[Json]:
    more = schema.get("additionalProperties")
    items = schema.get("items")
    arms = [*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())]
    return [*arms, *(one for one in (more, items) if isinstance(one, dict) and one)]


def _link(name: str) -> str:
    return f'<a href="/docs/schemas/{escape(name)}">{escape(name)}</a>'
