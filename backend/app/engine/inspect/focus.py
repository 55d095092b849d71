"""The parts of a bot that are looked at closely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_COLLECTIONS = frozenset({"steps", "requests", "groups", "notes", "templates"})
_BOT = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """`parts` are (collection, id), the bot itself ("", ""); None: everything."""

    parts: frozenset[tuple[str, str]] | None = None

    def sees(self, collection: str, name: str) -> bool:
        return self.parts is None or (collection, name) in self.parts

    def touches(self, collection: str) -> bool:
        """Whether it holds some of the collection, and not everything."""
        return self.parts is not None and any(of == collection for of, _ in self.parts)

    @property
    def sees_bot(self) -> bool:
        return self.parts is None or _BOT in self.parts


EVERYTHING: Final = Focus()


def focus_on(touched: Iterable[Sequence[str | int]]) -> Focus:
    """From paths that name parts by their ids, as operations of `/changes` do."""
    return Focus(parts=frozenset(_part_of(path) for path in touched))


def _part_of(path: Sequence[str | int]) -> tuple[str, str]:
    if len(path) < 2 or path[0] not in _COLLECTIONS or str(path[1]).startswith("#"):
        return _BOT
    return str(path[0]), str(path[1])
