"""The files of a system, for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.cli.system import System
from app.media.library import Library
from app.media.shelf import Shelf
from app.media.spool import Spool
from app.media.stores import open_store
from app.media.threads import Threads


@contextmanager
def media_shelf(system: System) -> Iterator[Shelf]:
    """Open as long as the block runs."""
    settings = system.settings
    threads, store = Threads(), open_store(settings)
    largest = settings.attachment_max_bytes
    try:
        spool = Spool(settings.dbcv_data_dir / "media" / "uploads", threads, limit=largest)
        yield Shelf(Library(system.database, store, spool, settings), largest)
    finally:
        store.close()
        threads.close()
