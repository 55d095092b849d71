"""What a browser loads before anything is shown, gzipped."""

import gzip
import re
from pathlib import Path

DIST = Path(__file__).parents[2] / "frontend" / "dist"
_SCRIPT = re.compile(r'(?:src|href)="/(assets/[^"]+\.js)"')
_SHEET = re.compile(r'href="/(assets/[^"]+\.css)"')


def sizes() -> dict[str, float]:
    """kB of 1,000 bytes: of the shell, that every page needs, and of the script on pages of others."""
    page = (DIST / "index.html").read_text()
    return {
        "initial_js_kb": sum(map(_packed, _SCRIPT.findall(page))),
        "initial_css_kb": sum(map(_packed, _SHEET.findall(page))),
        "widget_kb": _packed("widget.js"),
    }


def _packed(name: str) -> float:
    return round(len(gzip.compress((DIST / name).read_bytes(), 9)) / 1000, 1)
