"""From the place of something in a document to its path in `/changes`: parts are named by their ids."""

from typing import Any

from ..document import BotDocument, TemplateDocument

type Path = tuple[str | int, ...]
type Address = str | list[str]

_PARTS = frozenset({"steps", "groups", "connections", "requests", "notes"})


def address_of(document: BotDocument | TemplateDocument, at: Path) -> Address | None:
    """Dotted, or a list where a key has a dot in it. None where changes do not reach: in a template by
    itself, and for the document as a whole. A bundled template is changed as a whole."""
    if not isinstance(document, BotDocument) or not at:
        return None
    if at[0] == "templates" and len(at) > 1 and isinstance(at[1], int):
        template = document.templates[at[1]]
        return written(["templates", f"{template.id}@{template.version}"])
    path: list[str] = []
    holder: Any = document
    for key in at:
        if holder is not None and isinstance(key, int) and path[-1] in _PARTS:
            holder = holder[key]
            path.append(holder.id)
        else:
            holder = getattr(holder, key, None) if key in _PARTS else None
            path.append(str(key))
    return written(path)


def written(path: list[str]) -> Address:
    return path if any("." in key or not key for key in path) else ".".join(path)
