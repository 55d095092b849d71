"""Initial values of secret variables: what stands for them where they are not kept (flow-language.md 2)."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from .masking import MASK
from .paths import Path, list_index, parse_path


def secret_paths_in(scope: str, secrets: Iterable[Any]) -> tuple[Path, ...]:
    """The paths within a scope that a document calls secret."""
    found: dict[Path, None] = {}
    for text in secrets:
        path = parse_path(text) if isinstance(text, str) else None
        if path is not None and path[0] == scope and len(path) > 1:
            found[path[1:]] = None
    return tuple(found)


def initial_values(variables: dict[str, Any], secrets: Iterable[Any]) -> dict[str, Any]:
    """What `bot.*` begins with; a secret that is only shown as MASK is null."""
    begun = variables
    for path in secret_paths_in("bot", secrets):
        if read_at(begun, path) == MASK:
            begun = replaced_at(begun, path, None)
    return begun


def with_kept(variables: dict[str, Any], secrets: Iterable[Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The initial values with what the bot keeps in place of every MASK."""
    begun = variables
    for path in secret_paths_in("bot", secrets):
        if read_at(begun, path) == MASK:
            begun = replaced_at(begun, path, read_at(kept, path))
    return begun


def read_at(root: Any, path: Path) -> Any:
    """The value at the path, None where there is none."""
    for segment in path:
        if isinstance(root, Mapping):
            root = cast("Mapping[str, Any]", root).get(segment)
        elif isinstance(root, list):
            parts = cast("list[Any]", root)
            index = list_index(segment)
            root = parts[index] if index is not None and index < len(parts) else None
        else:
            return None
    return root


def replaced_at(root: Any, path: Path, value: Any) -> Any:
    """A copy with the value at the path, the same where there is nothing at it."""
    if not path:
        return value
    if isinstance(root, dict):
        held = cast("dict[str, Any]", root)
        return {**held, path[0]: replaced_at(held[path[0]], path[1:], value)} if path[0] in held else held
    index = list_index(path[0]) if isinstance(root, list) else None
    parts = cast("list[Any]", root)
    if index is None or index >= len(parts):
        return parts
    return [*parts[:index], replaced_at(parts[index], path[1:], value), *parts[index + 1 :]]
