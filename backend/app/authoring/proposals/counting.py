"""How many parts a proposal has, by how they differ."""

from collections import Counter
from typing import Any

from app.engine.difference import difference

HOWS = ("added", "removed", "changed", "moved")


def counts_of(base: dict[str, Any], document: dict[str, Any]) -> dict[str, int]:
    """As a difference of versions counts them. For a thread."""
    found = Counter(change.how for change in difference(base, document))
    return {how: found[how] for how in HOWS}
