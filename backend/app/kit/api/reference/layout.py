"""What the pages have in common: frame, style, and words as HTML."""

import json
import re
from html import escape
from typing import Any

type Json = dict[str, Any]

STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; overflow-wrap: anywhere }
h2 { margin-top: 2rem; font-size: 1.2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line) }
pre { border: 1px solid var(--line); border-radius: .4rem; padding: .7rem; overflow: auto; font-size: 14px }
code { font-family: ui-monospace, monospace; font-size: .92em; overflow-wrap: anywhere }
ul.tree { padding-left: 1.2rem }
.routes { padding: 0 }
.routes li { list-style: none; margin: .4rem 0 }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700 }
.mild { opacity: .75 }
summary { cursor: pointer }
@media (max-width: 40rem) { th, td { display: block; border: 0; padding: .1rem 0 } tr { display: block } }
"""

_CODE = re.compile(r"`([^`]+)`")


def page(title: str, body: str) -> str:
    """A whole page; `title` is text, `body` HTML."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/docs/style.css">'
        '<nav><a href="/docs">All routes</a> · <a href="/docs/errors">All errors</a> · '
        f'<a href="/openapi.json">openapi.json</a></nav><main><h1>{escape(title)}</h1>{body}</main></html>'
    )


def words(text: str) -> str:
    """A sentence, with `code` in it."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def shown(example: Any) -> str:
    """A value as JSON; a text as it is."""
    told = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
    return f"<pre><code>{escape(told)}</code></pre>"


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Cells are HTML."""
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
