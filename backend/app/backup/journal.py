"""Which files a restore brings into the store: on disk before they are there, so that a kill forgets none.

The store can't say what it holds. Whatever is set down here and known to no row in the end is taken out
again: by the restore itself, by the next one, or by the next start (`tidying.settle`).
"""

import fcntl
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from .archive_file import keep_names
from .files import Listed, open_spooled

_FOLDER: Final = "restoring"


@contextmanager
def journal(data: Path) -> Generator[Listed]:
    """A new one; its file stays until somebody has looked after what is in it."""
    folder = data / _FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(folder) as file:
        keep_names(folder)
        keep_names(data)
        yield Listed(file)


def ended(data: Path) -> Iterator[tuple[Path, Listed]]:
    """Those that nobody writes any more, with the file of each."""
    for path in sorted((data / _FOLDER).glob("*")):
        with suppress(FileNotFoundError), open_spooled(path) as file:  # another looked after it
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield path, Listed(file)


def _held(folder: Path) -> BinaryIO:
    """A new file that is ours for as long as it is open."""
    while True:
        file = (folder / uuid4().hex).open("x+b")
        fcntl.flock(file, fcntl.LOCK_EX)
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()  # another took it for one that ended before it was locked
