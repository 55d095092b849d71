"""The example bots there are, read when they are first asked for."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.engine import BotDocument, parse_document

FOLDER = Path(__file__).parents[4] / "examples"


@cache
def example_bots() -> MappingProxyType[str, BotDocument]:
    """By the name of their folder, in alphabetical order; none where DBCV was installed without them."""
    sources = sorted(FOLDER.glob("*/bot.yaml"))
    return MappingProxyType({path.parent.name: parse_document(path.read_bytes(), "bot") for path in sources})
