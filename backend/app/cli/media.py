"""`dbcv media copy|prepare`: the files of uploads from a folder into object storage or back, and a place."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from app.cli.system import System, add_data_argument, explain, settings_of, work_on_system
from app.kit.errors import DbcvError, Unavailable
from app.media.copying import Copying
from app.media.ports import Store
from app.media.spool import Spool
from app.media.stores import open_folder, open_s3, open_store
from app.media.threads import Threads

_STORES: Final = {"folder": open_folder, "s3": open_s3}
_SHOWN: Final = 20  # names of files that could not be copied


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    told = "copy what uploads hold from one store into the other; may be stopped and begun again"
    copy = actions.add_parser("copy", help=told, description=told)
    copy.add_argument("--to", required=True, choices=_STORES, help="s3: that of the S3_ settings")
    copy.set_defaults(work=lambda args: work_on_system(args, _copy))
    add_data_argument(copy)
    told = "make the bucket, or the folder, where it is not there yet; needs no database"
    actions.add_parser("prepare", help=told, description=told).set_defaults(work=_prepare)


def run(args: argparse.Namespace) -> int:
    """0 when the store has every file that was asked for, or is ready for the first."""
    return args.work(args)


def _prepare(args: argparse.Namespace) -> int:
    store: Store | None = None
    try:
        store = open_store(settings_of())
        asyncio.run(store.prepare())
    except DbcvError as refused:
        explain(args, refused)
        return 1
    finally:
        if store is not None:
            store.close()
    return 0


async def _copy(args: argparse.Namespace, system: System) -> int:
    if not system.settings.s3_endpoint:
        raise Unavailable(
            "cli:no_object_storage",
            "Give S3_ENDPOINT and its other settings: files are copied from or to it.",
        )
    with _copying(args.to, system) as copying:
        copied = await copying.all()
    print(f"{_counted(copied.files)} copied, {_counted(copied.there)} already there.")
    _tell("In neither store", copied.missing)
    _tell("Not what was uploaded, left out", copied.damaged)
    return 1 if copied.missing or copied.damaged else 0


@contextmanager
def _copying(to: str, system: System) -> Iterator[Copying]:
    settings, threads = system.settings, Threads()
    stores: dict[str, Store] = {name: opened(settings) for name, opened in _STORES.items()}
    target = stores.pop(to)
    (source,) = stores.values()
    folder = settings.dbcv_data_dir / "media" / "uploads"
    # A file may have been taken in while the limit was another.
    spool = Spool(folder, threads, limit=sys.maxsize)
    try:
        yield Copying(database=system.database, spool=spool, source=source, target=target)
    finally:
        source.close()
        target.close()
        threads.close()


def _counted(files: int) -> str:
    return f"{files} {'file' if files == 1 else 'files'}"


def _tell(what: str, names: list[str]) -> None:
    if names:
        shown = "".join(f"\n  {name}" for name in names[:_SHOWN])
        print(f"{what} ({len(names)}):{shown}", file=sys.stderr)
