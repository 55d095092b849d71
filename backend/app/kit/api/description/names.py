"""Short names of schemas: of two with one name the package tells them apart, a page is of its items."""

import json
import re
from collections.abc import Iterable
from typing import Any

type Json = dict[str, Any]

_PLAIN = {"app", "endpoints", "schemas", "kit", "pagination", "document", "engine"}
_REF = "#/components/schemas/"


def shorten(description: Json) -> Json:
    """The same description with these names."""
    schemas: Json = description["components"]["schemas"]
    renamed: dict[str, str] = {}
    for name in sorted(schemas, key=lambda one: "Page_" in one):
        wanted = _page(schemas[name], renamed) if "Page_" in name else _short(name)
        renamed[name] = wanted if wanted not in renamed.values() else _whole(name)
    written = json.dumps(description)
    for name, short in renamed.items():
        written = written.replace(f'"{_REF}{name}"', f'"{_REF}{short}"')
    told: Json = json.loads(written)
    told["components"]["schemas"] = {
        renamed[name]: schema for name, schema in sorted(told["components"]["schemas"].items())
    }
    return told


def _short(name: str) -> str:
    """`app__channels__schemas__MessageRead` → `ChannelsMessageRead`; `Body_token_…` → `TokenForm`."""
    form = re.fullmatch(r"Body_(\w+?)_api_v1_.*", name)
    if form:
        return f"{_camel([form[1]])}Form"
    *places, last = name.split("__")
    telling = [place for place in places if place not in _PLAIN]
    return _camel(telling[-1:]) + last


def _whole(name: str) -> str:
    *places, last = name.split("__")
    return _camel(places) + last


def _page(schema: Json, renamed: dict[str, str]) -> str:
    items: Json = schema["properties"]["items"]["items"]
    named = items.get("$ref", "").removeprefix(_REF)
    return f"{renamed.get(named, _camel([schema.get('title', 'Page')]))}Page"


def _camel(words: Iterable[str]) -> str:
    return "".join(part.capitalize() for word in words for part in re.split(r"\W|_", word))
