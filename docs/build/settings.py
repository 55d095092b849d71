"""What may stand in the environment or in `.env`, from `.env.example`, which has to name every setting."""

import re
from pathlib import Path

from app.settings import Settings
from tables import code, table

EXAMPLE = Path(__file__).parents[2] / ".env.example"
SECTION = re.compile(r"# --- (.+?) -+")
SETTING = re.compile(r"# ([A-Z][A-Z0-9_]+)=(\S*)(?:\s+# (.+))?")
MORE = re.compile(r"#\s{10,}#? ?(.+)|\s{10,}# (.+)|#\s{5,}(.+)")

TITLE = "Settings"
HEAD = """
What `.env` or the environment may say; the environment wins. Nothing is required. Lists are separated by
commas. How they are used: [keeping it running](../running.md).
"""


def page() -> str:
    """A table a section, as `.env.example` has them; ValueError where a setting is missing there."""
    sections = _sections()
    named = {name for rows in sections.values() for name, *_ in rows}
    missing = {name.upper() for name in Settings.model_fields} - {"ROLE"} - named
    if missing:
        raise ValueError(f".env.example does not name {', '.join(sorted(missing))}")
    return HEAD + "".join(
        f"\n## {title}\n\n"
        + table(
            ("setting", "default", ""),
            [(code(name), code(default), words.replace("<", "&lt;")) for name, default, words in rows],
        )
        for title, rows in sections.items()
    )


def _sections() -> dict[str, list[tuple[str, str, str]]]:
    """By title of section: (name, default, words) of each setting."""
    sections: dict[str, list[tuple[str, str, str]]] = {}
    rows: list[tuple[str, str, str]] = []
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if found := SECTION.match(line):
            rows = sections.setdefault(found[1], [])
        elif found := SETTING.fullmatch(line):
            rows.append((found[1], found[2], found[3] or ""))
        elif rows and (found := MORE.fullmatch(line)):
            name, default, words = rows.pop()
            rows.append((name, default, f"{words} {next(filter(None, found.groups()))}"))
    return sections
