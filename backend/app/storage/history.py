"""Which revisions of the schema there are, read without running any and without loading Alembic."""

import ast
from pathlib import Path

import app

VERSIONS = Path(app.__file__).parent.parent / "migrations" / "versions"


def known_revisions(versions: Path = VERSIONS) -> frozenset[str]:
    """All that a database can be brought to."""
    return frozenset(_revisions(versions))


def newest_revisions(versions: Path = VERSIONS) -> set[str]:
    """Revisions that no other file names as the one before it."""
    found = _revisions(versions)
    return set(found) - {earlier for before in found.values() for earlier in before}


def _revisions(versions: Path) -> dict[str, set[str]]:
    """Those before it, by revision."""
    found: dict[str, set[str]] = {}
    for path in versions.glob("*.py"):
        named = _assignments(path)
        for revision in _names(named.get("revision")):
            found[revision] = _names(named.get("down_revision"))
    return found


def _assignments(path: Path) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def _names(value: ast.expr | None) -> set[str]:
    return {
        part.value
        for part in (ast.walk(value) if value is not None else ())
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
