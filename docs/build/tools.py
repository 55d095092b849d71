"""The tools assistants have, as the server tells them, with a right call of each."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, cast

from dbcv_mcp.api import Api
from dbcv_mcp.server import make_server
from dbcv_mcp.tools import TOOLS
from tables import code, table

TITLE = "Tools of assistants"
HEAD = """
What an assistant can call over MCP, in the words it is told. How it is connected, and what it may:
[assistants build bots](../mcp.md).
"""


def page() -> str:
    """A section a tool, in the order they are told."""
    # Nobody is called: only what the server says of itself is asked for.
    told = asyncio.run(make_server(cast("Api", None)).list_tools())
    return HEAD + "".join(_tool(one.name, one.description or "", one.input_schema) for one in told)


def _tool(name: str, words: str, taken: Mapping[str, Any]) -> str:
    required = taken.get("required", ())
    rows = [
        (code(key) + (" *" if key in required else ""), _type(field, taken), field.get("description", ""))
        for key, field in taken.get("properties", {}).items()
    ]
    example = json.dumps(TOOLS[name].example, indent=2, ensure_ascii=False)
    star = "\n\\* has to be there.\n" if required else ""
    arguments = table(("argument", "value", ""), rows) if rows else "It takes nothing.\n"
    return f"\n## {name}\n\n{words}\n\n{arguments}{star}\n```json\n{example}\n```\n"


def _type(field: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    if "$ref" in field:
        part = whole["$defs"][field["$ref"].rpartition("/")[2]]
        return _type({"type": "object", **part}, whole) if "$ref" not in part else "object"
    if either := field.get("anyOf") or field.get("oneOf"):
        return " or ".join(dict.fromkeys(_type(one, whole) for one in either if one != {"type": "null"}))
    if "enum" in field:
        return ", ".join(code(str(one)) for one in field["enum"])
    kind = field.get("type", "any value")
    if kind == "array":
        return f"list of {_type(field.get('items', {}), whole)}"
    return {"string": "text", "boolean": "true or false"}.get(kind, kind)
