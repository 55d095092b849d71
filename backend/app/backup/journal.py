"""Which files a restore brings into the store: on disk before they are there, so that a kill forgets none.

The store can't say what it holds. Whatever is set down here and known to no row in the end is taken out
again: by the restore itself, by the next one, or by the next start (`tidying.settle`).
"""

import fcntl
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

from .files import Listed, open_spooled

_FOLDER: Final = "restoring"


@contextmanager
def journal(data: Path) -> Generator[Listed]:
    """A new one; its file stays until somebody has looked after what is in it."""
    folder = data / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / uuid4().hex).open("x+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield Listed(file)


def ended(data: Path) -> Iterator[tuple[Path, Listed]]:
    """Those that nobody writes any more, with the file of each."""
    for path in sorted((data / _FOLDER).glob("*")):
        with open_spooled(path) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield path, Listed(file)
