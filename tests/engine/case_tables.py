"""Where the tables of cases are: the project's own, and the shared ones where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"


def cases(name: str) -> list[Any]:
    """The project's own cases, then the shared ones."""
    files = [HERE / name, SHARED / "conformance" / name]
    rows = [
        (file.parent.name, row) for file in files if file.exists() for row in json.loads(file.read_text())
    ]
    return [pytest.param(row, id=f"{folder}: {row['name']}") for folder, row in rows]
