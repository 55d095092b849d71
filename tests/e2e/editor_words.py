"""What the editor says in a language: a test that looks at both has no words of its own."""

import json
from functools import cache
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).parents[2] / "frontend" / "src" / "i18n" / "locales"


@cache
def _words(language: str, namespace: str) -> dict[str, Any]:
    return json.loads((LOCALES / language / f"{namespace}.json").read_text())


class Words:
    """Of a browser with this locale: `words("bots:new.open")` is "New bot"."""

    def __init__(self, locale: str) -> None:
        self.language = locale.partition("-")[0]

    def __call__(self, key: str) -> str:
        namespace, _, path = key.partition(":")
        found: Any = _words(self.language, namespace)
        for name in path.split("."):
            found = found[name]
        assert isinstance(found, str), key
        return found
