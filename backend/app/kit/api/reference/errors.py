"""Every error code, with an example of it."""

from html import escape
from typing import Any

from .layout import page, shown, words

type Json = dict[str, Any]

_INTRODUCTION = (
    'Every error is `{"error": {"code", "message", "details"}}`. A code never changes its meaning; the '
    "page of a route names those it answers with."
)


def errors_page(told: Json) -> str:
    """By their codes."""
    examples: Json = told["components"].get("examples", {})
    lists = "".join(_section(name, one) for name, one in sorted(examples.items()))
    return page("Errors", f"<p>{words(_INTRODUCTION)}</p>{lists}")


def _section(name: str, example: Json) -> str:
    code = example["value"]["error"]["code"]
    return f'<h2 id="{escape(name)}"><code>{escape(code)}</code></h2>{shown(example["value"])}'
