"""The page of one route: who may call it, what it takes, what it answers, how it refuses."""

from html import escape
from typing import Any

from .layout import page, shown, table, words
from .schema import bounds, kind, tree

type Json = dict[str, Any]

_EXAMPLE = "#/components/examples/"


def route_page(told: Json, name: str, operation: Json) -> str:
    """`name`: method and path."""
    parts = (
        f"<p>{words(operation.get('description') or operation['summary'])}</p>",
        f"<p>{_who(operation)}</p>",
        _parameters(operation.get("parameters", [])),
        _body(operation.get("requestBody", {}), told),
        *(_answer(status, one, told) for status, one in operation["responses"].items()),
    )
    return page(name, "".join(parts))


def _who(operation: Json) -> str:
    scope = operation.get("x-access-token")
    if scope is None:
        return "Nobody has to sign in for this."
    if scope == "none":
        return "For who is signed in; no access token will do."
    if scope == "any":
        return "For who is signed in, or any access token."
    return f"For who is signed in, or an access token with <code>{escape(scope)}</code>."


def _parameters(parameters: list[Json]) -> str:
    if not parameters:
        return ""
    rows = [
        (
            f"<code>{escape(one['name'])}</code>",
            escape(one["in"]) + (", required" if one.get("required") else ""),
            f"<code>{kind(one['schema'])}</code>{bounds(one['schema'])}",
            words(one.get("description", "")),
        )
        for one in parameters
    ]
    return f"<h2>Parameters</h2>{table(('Name', 'Where', 'Form', ''), rows)}"


def _body(body: Json, told: Json) -> str:
    if not body:
        return ""
    need = "" if body.get("required") else " (may be left out)"
    return f"<h2>Body{need}</h2>{_contents(body.get('content', {}), told)}"


def _answer(status: str, response: Json, told: Json) -> str:
    head = f"<h2>{escape(status)} {words(response['description'])}</h2>"
    if status < "4":
        return head + _contents(response.get("content", {}), told)
    references = response.get("content", {}).get("application/json", {}).get("examples", {})
    known: Json = told["components"].get("examples", {})
    named = [known[one["$ref"].removeprefix(_EXAMPLE)] for one in references.values()]
    return head + "".join(_refusal(one) for one in named)


def _refusal(example: Json) -> str:
    code = example["value"]["error"]["code"]
    summary = f"<code>{escape(code)}</code> {words(example['summary'])}"
    return f"<details><summary>{summary}</summary>{shown(example['value'])}</details>"


def _contents(contents: Json, told: Json) -> str:
    return "".join(_content(name, one, told) for name, one in contents.items())


def _content(name: str, content: Json, told: Json) -> str:
    example = shown(content["example"]) if "example" in content else ""
    return f"<h3><code>{escape(name)}</code></h3>{tree(content.get('schema', {}), told)}{example}"
