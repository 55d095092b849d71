"""Where `make build` leaves the pages (editor, hosted chat, widget), and whether their sources are older."""

from pathlib import Path
from typing import Literal

FRONTEND = Path(__file__).parents[3] / "frontend"
BUILT = FRONTEND / "dist"

_FIRST = ("index.html", "chat/index.html", "widget.js")
_MARK = ".built"  # what make compares with the sources
_SOURCES = ("src", "public", "build")

type Build = Literal["there", "old", "none"]


def state_of_build(frontend: Path = FRONTEND) -> Build:
    """`old`: some source has changed since. Where there are no sources, as in containers, it can't be."""
    built = frontend / "dist"
    if not all((built / name).is_file() for name in _FIRST):
        return "none"
    mark = built / _MARK
    if not mark.exists():
        return "there"
    made = mark.stat().st_mtime
    files = [path for name in _SOURCES for path in (frontend / name).rglob("*") if path.is_file()]
    return "old" if any(path.stat().st_mtime > made for path in files) else "there"
