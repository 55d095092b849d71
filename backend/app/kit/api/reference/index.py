"""The first page: every route by its subject."""

from html import escape
from typing import Any

from .layout import page, words

type Json = dict[str, Any]


def index_page(told: Json) -> str:
    """Each leads to a page of its own."""
    sections: dict[str, list[str]] = {}
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["other"])[0]
            sections.setdefault(tag, []).append(_line(method, path, operation))
    info = told["info"]
    contents = " · ".join(f'<a href="#{escape(tag)}">{escape(tag)}</a>' for tag in sorted(sections))
    lists = "".join(_section(tag, lines) for tag, lines in sorted(sections.items()))
    return page(f"{info['title']} {info['version']}", f"<p>{contents}</p>{lists}")


def _section(tag: str, lines: list[str]) -> str:
    name = escape(tag)
    return f'<h2 id="{name}">{name}</h2><ul class="routes">{"".join(lines)}</ul>'


def _line(method: str, path: str, operation: Json) -> str:
    summary = operation.get("description") or operation.get("summary", "")
    link = f"/docs/routes/{escape(operation['operationId'])}"
    name = f'<code><span class="method">{method.upper()}</span>{escape(path)}</code>'
    return f'<li><a href="{link}">{name}</a><br><span class="mild">{words(summary)}</span></li>'
