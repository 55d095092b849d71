"""Fixes as operations of `/changes`: parts are named by their ids, never by their places."""

import re
from collections.abc import Mapping
from typing import Any

from ..document import BotDocument
from .addressing import Address, address_of
from .flow import Flow
from .issue import Fix, Path

_placeholder = re.compile(r"\{\$.*?\$\}", re.DOTALL)


def setting(flow: Flow, at: Path, value: Any, title: str, **detail: Any) -> Fix | None:
    """Puts a value at the place; None where changes do not reach."""
    path = _address(flow, at)
    return None if path is None else Fix(title_code=title, detail=detail, operations=(_set(path, value),))


def removing(flow: Flow, at: Path, title: str, **detail: Any) -> Fix | None:
    """Removes the part or the key at the place."""
    path = _address(flow, at)
    operation = {"op": "remove", "path": path}
    return None if path is None else Fix(title_code=title, detail=detail, operations=(operation,))


def renaming(flow: Flow, at: Path, given: Mapping[str, Any], name: str) -> Fix | None:
    """The key at the place under another name; `given` is the object it is in, which keeps its order."""
    wrong = str(at[-1])
    written = {(name if key == wrong else key): value for key, value in given.items()}
    return setting(flow, at[:-1], written, "rename", name=name)


def in_text(flow: Flow, at: Path, text: str, words: tuple[str, str]) -> Fix | None:
    """Another variable, scope or filter in every placeholder of a text that names the wrong one."""
    wrong, right = words
    written = renamed(text, wrong, right)
    return None if written == text else setting(flow, at, written, "write", name=right.removeprefix("|"))


def renamed(text: str, wrong: str, right: str) -> str:
    """The text with the beginning of a path exchanged in its placeholders; with `|` before both, a filter."""
    start = r"(\|\s*)" if wrong.startswith("|") else r"(\{\$\s*)"
    named = re.compile(start + re.escape(wrong.removeprefix("|")) + r"(?=[\s.|:$])")
    word = right.removeprefix("|")
    return _placeholder.sub(lambda inside: named.sub(lambda found: found[1] + word, inside[0]), text)


def _set(path: Address, value: Any) -> Mapping[str, Any]:
    return {"op": "set", "path": path, "value": value}


def _address(flow: Flow, at: Path) -> Address | None:
    """Bundled templates are changed as a whole only."""
    if not isinstance(flow.document, BotDocument) or flow.under or flow.has_doubled_ids:
        return None
    return address_of(flow.document, at)
