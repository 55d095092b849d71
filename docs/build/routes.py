"""Every route of the API, from what it says of itself (OpenAPI)."""

import tempfile
from pathlib import Path
from typing import Any

from app.main import create_app
from app.settings import Settings
from tables import code, table

METHODS = ("get", "post", "put", "patch", "delete")

TITLE = "Routes of the API"
HEAD = """
Every route, by what it is about. A running DBCV has the whole of it at `/docs`: who may call, every parameter
and body with an example, every answer and every code; `/openapi.json` is for programs. To begin with:
[talking to a bot over HTTP](../http.md).
"""


def page() -> str:
    """A table a tag, in the order the API tells them."""
    with tempfile.TemporaryDirectory() as folder:
        told = create_app(Settings(_env_file=None, dbcv_data_dir=Path(folder))).openapi()
    by_tag: dict[str, list[tuple[str, str, str]]] = {}
    for path, operations in told["paths"].items():
        for method in METHODS:
            if operation := operations.get(method):
                row = (code(f"{method.upper()} {path}"), operation["summary"], _refusals(operation))
                by_tag.setdefault(operation["tags"][0], []).append(row)
    return HEAD + "".join(
        f"\n## {tag}\n\n{table(('route', 'what it does', 'refused with'), rows)}"
        for tag, rows in by_tag.items()
    )


def _refusals(operation: dict[str, Any]) -> str:
    return ", ".join(status for status in operation["responses"] if status >= "4")
