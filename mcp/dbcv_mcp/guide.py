"""The flow language in a form made for models: short pages with examples, in `texts/`."""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

Topic = Literal["overview", "conversation", "rules", "variables", "work", "templates", "tests", "operations"]
TOPICS: tuple[str, ...] = get_args(Topic)
_TEXTS = Path(__file__).parent / "texts"


@cache
def guide(topic: str) -> str:
    """A page of TOPICS, as Markdown."""
    return (_TEXTS / f"{topic}.md").read_text(encoding="utf-8")


def whole_guide() -> str:
    """All pages, one after the other."""
    return "\n".join(guide(topic) for topic in TOPICS)
