"""Prints what the API says of itself (OpenAPI), as JSON, without starting anything."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.main import create_app
from app.settings import Settings

# Every refusal has the same shape, so one stands for all of them.
SHAPE = {"$ref": "#/components/schemas/ErrorBody"}
REFUSALS = {"description": "", "content": {"application/json": {"schema": SHAPE}}}
WORDS = frozenset({"description", "examples", "example", "title", "summary", "externalDocs"})
# Below these the keys are names, and one may be called "title".
NAMING = frozenset({"properties", "patternProperties", "schemas", "paths"})


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = create_app(Settings(_env_file=None, dbcv_data_dir=Path(folder))).openapi()
    json.dump(bare(told) if "--bare" in sys.argv else told, sys.stdout)


def bare(told: dict[str, Any]) -> dict[str, Any]:
    """What types need: no words for people, and one refusal for all."""
    for operations in told["paths"].values():
        for operation in operations.values():
            kept = {status: one for status, one in operation["responses"].items() if status < "4"}
            operation["responses"] = {**kept, "default": REFUSALS}
    told["components"].pop("examples", None)
    return _without_words(told)


def _without_words(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_words(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {key: _below(key, value) for key, value in node.items() if key not in WORDS}


def _below(key: str, value: Any) -> Any:
    if key in NAMING and isinstance(value, dict):
        return {name: _without_words(one) for name, one in value.items()}
    return _without_words(value)


if __name__ == "__main__":
    main()
