"""`/docs`: the routes as one page of ours, which asks no other host for anything."""

from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ margin-top: 2rem }}
ul {{ padding: 0 }}
li {{ list-style: none; margin: .25rem 0 }}
code b {{ display: inline-block; min-width: 4.5rem }}
span {{ opacity: .75 }}
</style>
<h1>{title} {version}</h1>
<p>The whole description, for machines: <a href="/openapi.json">/openapi.json</a></p>
{sections}
"""

docs = APIRouter(include_in_schema=False)


@docs.get("/docs")
async def _docs(request: Request) -> HTMLResponse:
    return HTMLResponse(_page(request.app.openapi()), headers={"Content-Security-Policy": _POLICY})


def _page(schema: dict[str, Any]) -> str:
    sections: dict[str, list[str]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            tag = operation.get("tags", ["other"])[0]
            sections.setdefault(tag, []).append(_line(method, path, operation))
    return _PAGE.format(
        title=escape(schema["info"]["title"]),
        version=escape(schema["info"]["version"]),
        sections="".join(_section(tag, lines) for tag, lines in sorted(sections.items())),
    )


def _section(tag: str, lines: list[str]) -> str:
    return f"<h2>{escape(tag)}</h2><ul>{''.join(lines)}</ul>"


def _line(method: str, path: str, operation: dict[str, Any]) -> str:
    summary = operation.get("description") or operation.get("summary", "")
    return f"<li><code><b>{method.upper()}</b>{escape(path)}</code> <span>{escape(summary)}</span></li>"
