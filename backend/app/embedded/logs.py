"""What a child prints: a file of its own, bounded, and the end of it where the child failed."""

import os
import shutil
from pathlib import Path

LARGEST = 5 * 1024 * 1024
_LAST = 12  # lines
_LONGEST = 400  # characters of a line
_TAIL = 16 * 1024


class Log:
    """Two files at most: `path`, and `path.1` with what was before it."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        self._path = path
        self._largest = largest
        self._begin = 0

    def open(self) -> int:
        """A descriptor for one life of the child; whoever gets it closes it."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.bound()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._begin = os.fstat(descriptor).st_size
        return descriptor

    def bound(self) -> None:
        """Emptied in place, since the child goes on writing to it; a line or two may fall between."""
        if not self._path.exists() or self._path.stat().st_size <= self._largest:
            return
        shutil.copyfile(self._path, self._path.with_name(f"{self._path.name}.1"))
        os.truncate(self._path, 0)
        self._begin = 0

    def last_lines(self) -> tuple[str, ...]:
        """The last lines of this life."""
        try:
            with self._path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(self._begin, size - _TAIL))
                text = file.read().decode(errors="replace")
        except FileNotFoundError:
            return ()
        return tuple(line[:_LONGEST] for line in text.splitlines() if line.strip())[-_LAST:]
