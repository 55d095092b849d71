"""Every part of a bot document, from the JSON Schema that import, editor and assistants use."""

import json
from collections.abc import Mapping
from typing import Any

from app.engine.document.schema import document_schema
from tables import code, table

type Schema = Mapping[str, Any]

TITLE = "The bot document"
HEAD = """
Every key of every part, as import, the editor and assistants check it. What it means:
[the flow language](../flow-language.md). `dbcv schema` prints the same as one JSON Schema, for an editor of
yours that completes and checks while you write.
"""


def page() -> str:
    """The parts in order of their names, but a bot first and what it is made of after it."""
    parts: Schema = document_schema()["$defs"]
    shown = {name: part for name, part in parts.items() if part.get("properties")}
    first = [
        name for name in ("BotDocument", "TemplateDocument", "Step", "Group", "Connection") if name in shown
    ]
    names = [*first, *(name for name in shown if name not in first)]
    return HEAD + "".join(_part(name, shown[name], parts) for name in names)


def _part(name: str, part: Schema, parts: Schema) -> str:
    required = part.get("required", ())
    rows = [
        (
            code(key) + (" *" if key in required else ""),
            _type(field, parts),
            _default(field),
            field.get("description", ""),
        )
        for key, field in part["properties"].items()
    ]
    star = "\n\\* has to be there.\n" if required else ""
    keys = table(("key", "value", "default", ""), rows)
    return f"\n## {name}\n\n{part.get('description', '')}\n\n{keys}{star}"


def _default(field: Schema) -> str:
    return (
        code(json.dumps(field["default"], ensure_ascii=False))
        if field.get("default") not in (None, "")
        else ""
    )


def _type(field: Schema, parts: Schema) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        part = parts[name]
        return f"[{name}](#{name.lower()})" if part.get("properties") else _type(part, parts)
    for either in ("anyOf", "oneOf"):
        if either in field:
            return " or ".join(
                dict.fromkeys(_type(one, parts) for one in field[either] if one != {"type": "null"})
            )
    if "enum" in field or "const" in field:
        return ", ".join(code(str(one)) for one in field.get("enum", [field.get("const")]))
    if field.get("type") == "array":
        return "list of " + _type(field.get("items", {}), parts)
    return _scalar(field)


def _scalar(field: Schema) -> str:
    kind = {"string": "text", "object": "object", "boolean": "true or false"}.get(
        field.get("type", ""), field.get("type", "any value")
    )
    bounds = [
        words.format(field[key])
        for key, words in (
            ("minimum", "at least {}"),
            ("exclusiveMinimum", "more than {}"),
            ("maximum", "at most {}"),
            ("maxLength", "at most {} characters"),
            ("pattern", "`{}`"),
        )
        if key in field
    ]
    return ", ".join([kind, *bounds])
