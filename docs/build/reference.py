"""Writes the pages of `docs/reference` from the code; `--check` compares. `make reference` runs it."""

import sys
from collections.abc import Callable
from pathlib import Path

import document
import language
import routes
import settings
import tools

FOLDER = Path(__file__).parents[1] / "reference"
MADE = "<!-- Made from the code by `make reference`; not to be edited. -->\n"
PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "document": (document.TITLE, document.page),
    "operators": (language.OPERATORS_TITLE, language.operators),
    "filters": (language.FILTERS_TITLE, language.filters),
    "problems": (language.PROBLEMS_TITLE, language.problems),
    "routes": (routes.TITLE, routes.page),
    "settings": (settings.TITLE, settings.page),
    "tools": (tools.TITLE, tools.page),
}


def main() -> int:
    """1 where a page is not what the code says, and was only to be compared."""
    is_check = "--check" in sys.argv
    stale = 0
    for name, (title, body) in PAGES.items():
        path, text = FOLDER / f"{name}.md", f"# {title}\n\n{MADE}{body()}"
        if not is_check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"docs/reference/{name}.md is not what the code says: run `make reference`.\n")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
