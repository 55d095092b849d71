"""Media's part of an API process."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from app.settings import Settings
from app.storage.database import Database

from .library import Library
from .ports import Doors, Store
from .spool import Spool
from .stores import open_store
from .threads import Threads


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaParts:
    """One of each a process; `app.state.media` in the composition root. `close` it."""

    library: Library
    spool: Spool
    doors: Doors
    store: Store
    threads: Threads

    def close(self) -> None:
        self.store.close()
        self.threads.close()


def media_parts(settings: Settings, database: Database, doors: Doors) -> MediaParts:
    """Nothing is read, written or connected before it is asked."""
    threads = Threads()
    store = open_store(settings)
    folder = settings.dbcv_data_dir / "media" / "uploads"
    spool = Spool(folder, threads, limit=settings.attachment_max_bytes)
    return MediaParts(
        library=Library(database, store, spool, settings),
        spool=spool,
        doors=doors,
        store=store,
        threads=threads,
    )


def _parts(request: Request) -> MediaParts:
    return cast("MediaParts", request.app.state.media)


Media = Annotated[MediaParts, Depends(_parts)]
