"""Whether two changes made at once touch the same: a path and what is inside it are the same."""

from collections.abc import Iterable, Iterator

from .operation import Path

type Met = tuple[Path, int]


class Touched:
    """The paths others have touched, each with every mark of theirs."""

    def __init__(self, paths: Iterable[Met]) -> None:
        self._exact: dict[Path, list[Met]] = {}
        self._above: dict[Path, list[Met]] = {}
        for path, mark in paths:
            met = (tuple(map(str, path)), mark)
            self._exact.setdefault(met[0], []).append(met)
            for length in range(len(met[0])):
                self._above.setdefault(met[0][:length], []).append(met)

    def meets(self, path: Path) -> Iterator[Met]:
        """The paths of theirs that are around this one, are it or are inside it; of each the newest first."""
        plain = tuple(map(str, path))
        for length in range(len(plain) + 1):
            yield from reversed(self._exact.get(plain[:length], ()))
        yield from reversed(self._above.get(plain, ()))
