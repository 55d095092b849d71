"""Templates that come with DBCV: every workspace may use them, none can change them."""

from functools import cache
from pathlib import Path

from app.engine import TemplateDocument, parse_document

PREFIX = "dbcv-"  # ids that begin so are ours
_HERE = Path(__file__).parent
_NAMES: tuple[str, ...] = (
    "ask-email",
    "ask-phone",
    "ask-date",
    "ask-number",
    "ask-rating",
    "confirm",
    "menu",
    "collect-list",
    "ask-address",
)


@cache
def gallery() -> tuple[TemplateDocument, ...]:
    """Every version of each, in the order they are shown."""
    sources = [(_HERE / f"{name}.yaml").read_bytes() for name in _NAMES]
    return tuple(parse_document(source, "template") for source in sources)
