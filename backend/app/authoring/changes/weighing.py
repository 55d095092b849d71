"""How much work a change is, told without doing it."""

from collections.abc import Sequence
from typing import Any

from app.kit.errors import TooLarge

from .limits import HEAVY, LARGEST
from .operation import Operation

_TEXT = 100  # characters that count as one value


def is_heavy(operations: Sequence[Operation], most: int = HEAVY) -> bool:
    """Whether they hold more values than `most`; no more of them is looked at than that takes."""
    left = most
    waiting: list[Any] = [one.value for one in operations]
    while waiting:
        value = waiting.pop()
        left -= 1 + (len(value) // _TEXT if isinstance(value, str) else 0)
        inner: Any = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
        if left < 0 or len(inner) > left:
            return True
        waiting.extend(inner)
    return False


def check_size(size: int) -> None:
    """TooLarge `document:too_large`."""
    if size > LARGEST:
        raise TooLarge("document:too_large", "A document has at most 10 MB.", limit=LARGEST)
