"""Which store an installation has: object storage where it is configured, else a folder."""

from importlib import import_module

from app.settings import Settings

from .disk import DiskStore
from .ports import Store
from .threads import Threads


def open_store(settings: Settings) -> Store:
    """`close` it. All processes of an installation have to see the same one."""
    return open_s3(settings) if settings.s3_endpoint else open_folder(settings)


def open_s3(settings: Settings) -> Store:
    """Its client takes 7 MB in each process, and most installations do without it."""
    store: Store = import_module(".s3", __package__).open_s3(settings, Threads())
    return store


def open_folder(settings: Settings) -> Store:
    return DiskStore(settings.dbcv_data_dir / "media" / "files", Threads())
