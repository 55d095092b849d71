"""An example of what a schema allows, where nobody wrote one: always the same, plausible by its names."""

import re
from typing import Any

type Json = dict[str, Any]

_DEEPEST = 8
_PLAIN = re.compile(r"\^(\w+)\$")
_REF = "#/components/schemas/"

_STRINGS = {
    "access_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
    "code": "flow:unknown_step",
    "color": "yellow",
    "condition": "AND",
    "email": "ada@example.org",
    "host": "api.example.org",
    "id": "hello",
    "key": "hello",
    "locale": "en",
    "message": "There is no step of that id.",
    "name": "Quiz",
    "path": "steps.hello.message.text",
    "refresh_token": "r-7Jx2",
    "text": "Hello",
    "timezone": "Europe/Berlin",
    "title": "Quiz",
    "token": "the-token-of-the-link",
    "url": "https://example.org/",
}
_FORMATS = {
    "uuid": "0193f5a2-7c11-7d3a-9b42-5d0f3a6c1e77",
    "date-time": "2026-11-21T09:00:00Z",
    "date": "2026-11-21",
    "uri": "https://example.org/",
    "email": "ada@example.org",
    "binary": "the bytes of the file",
    "password": "a long sentence is a good password",
}


def example_of(schema: Json, known: Json, name: str = "", depth: int = 0) -> Any:
    """`known`: the schemas of the description; `name`: of the field it is for."""
    if "$ref" in schema:
        return example_of(known.get(schema["$ref"].removeprefix(_REF), {}), known, name, depth + 1)
    written = schema.get("examples") or schema.get("enum")
    if written:
        return _whole(written[0], schema, known, depth)
    for word in ("example", "const", "default"):
        if schema.get(word) not in (None, "", [], {}):
            return schema[word]
    arms = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if arms:
        is_optional = any(arm.get("type") == "null" for arm in arms)
        told = next((arm for arm in arms if arm.get("type") != "null"), arms[0])
        ends = is_optional and (depth > _DEEPEST or name == "next_cursor")
        return None if ends else example_of(told, known, name, depth + 1)
    return _of_type(schema, known, name, depth)


def _of_type(schema: Json, known: Json, name: str, depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        wanted = schema.get("properties", {})
        if depth > _DEEPEST:
            wanted = {key: wanted[key] for key in schema.get("required", ())}
        return {key: example_of(inner, known, key, depth + 1) for key, inner in wanted.items()}
    if kind == "array":
        is_empty = depth > _DEEPEST and not schema.get("minItems")
        return [] if is_empty else [example_of(schema.get("items", {}), known, name, depth + 1)]
    if kind in {"integer", "number"}:
        return _number(schema)
    if kind == "string":
        return _text(schema, name)
    return True if kind == "boolean" else None


def _whole(written: Any, schema: Json, known: Json, depth: int) -> Any:
    """An example somebody wrote, with what it leaves out: answers have fields that nobody sends."""
    schema = known.get(schema.get("$ref", "").removeprefix(_REF), schema)
    if isinstance(written, list):
        return [_whole(one, schema.get("items", {}), known, depth + 1) for one in written]
    fields: Json = schema.get("properties", {})
    if not isinstance(written, dict) or not fields:
        return written
    wanted = {key: example_of(fields[key], known, key, depth + 1) for key in schema.get("required", ())}
    given = {key: _whole(one, fields.get(key, {}), known, depth + 1) for key, one in written.items()}
    return wanted | given


def _number(schema: Json) -> Any:
    least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
    return max(1, least) if schema.get("maximum", 1) >= 1 else schema["maximum"]


def _text(schema: Json, name: str) -> str:
    plain = _PLAIN.fullmatch(schema.get("pattern", ""))
    if plain:
        return plain[1]
    word = _FORMATS.get(schema.get("format", "")) or _STRINGS.get(name) or name or "text"
    return word[: schema.get("maxLength", len(word))]
