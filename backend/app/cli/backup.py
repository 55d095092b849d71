"""`dbcv backup FILE`: database, files and, where asked for, keys in one archive, while everything runs."""

import argparse
import asyncio
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import asyncpg

from app.backup.archive_file import remove_abandoned, written
from app.backup.files import Files
from app.backup.making import Made, Wanted, make_backup
from app.cli.places import place_to_read
from app.cli.reaching import ensure_reached
from app.cli.signals import ensure_not_stopped, stopped_in_order
from app.cli.sizes import size_told
from app.cli.system import add_data_argument, explain
from app.cli.words import add_language_argument, amounts, say
from app.kit.away import DATABASE_AWAY
from app.kit.errors import DbcvError, Unavailable
from app.media.stores import open_store
from app.settings import Settings

_SHOWN = 20  # names of files that could not be kept
_STDOUT = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the archive to be written; - is standard output")
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help="the keys too: then whoever has the archive can read stored credentials",
    )
    parser.add_argument("--without-files", action="store_true", help="leave the files of uploads out")
    add_language_argument(parser)
    add_data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0 with a whole archive; 1 also where files were missing from the store, which are named."""
    try:
        with stopped_in_order(), place_to_read(args.data) as settings, _opened(args.file) as out:
            made = asyncio.run(_make(settings, out, args))
    except DbcvError as refused:
        explain(args, refused)
        return 1
    _tell(made, settings.dbcv_data_dir / "secrets", args)
    _tidy(args)
    return 1 if made.lost else 0


async def _make(settings: Settings, out: BinaryIO, args: argparse.Namespace) -> Made:
    files = None if args.without_files else files_of(settings)
    try:
        await ensure_reached(settings.postgres_dsn)
        if files is not None:
            await files.forget_abandoned()
        wanted = Wanted(files=files, keys=settings if args.with_keys else None)
        return await make_backup(settings.postgres_dsn, out, wanted)
    except (OSError, asyncpg.PostgresError, *DATABASE_AWAY) as away:
        ensure_not_stopped(away)
        raise Unavailable("cli:failed", f"It broke off: {away}", why=str(away)) from away
    finally:
        if files is not None:
            files.close()


def files_of(settings: Settings) -> Files:
    return Files(open_store(settings), settings.dbcv_data_dir / "media" / "uploads")


@contextmanager
def _opened(name: str) -> Generator[BinaryIO]:
    """Under its name when it is whole."""
    if name == _STDOUT:
        yield sys.stdout.buffer
        return
    with written(Path(name)) as out:
        yield out


def _tidy(args: argparse.Namespace) -> None:
    """Drafts beside ours of backups that were killed: nobody else ever looks for them."""
    for name in remove_abandoned(Path(args.file).parent) if args.file != _STDOUT else ():
        print(say(args.language, "draft_removed", name), file=sys.stderr)


def _tell(made: Made, secrets: Path, args: argparse.Namespace) -> None:
    """To standard error, where the archive itself may go to the other."""
    kept = made.manifest
    told = amounts(args.language, len(kept.tables), kept.rows, kept.files.count)
    print(say(args.language, "backed_up", told, size_told(made.size)), file=sys.stderr)
    keys = say(args.language, "has_keys") if args.with_keys else say(args.language, "has_no_keys", secrets)
    print(keys, file=sys.stderr)
    if made.lost:
        names = "".join(f"\n  {name}" for name in made.lost[:_SHOWN])
        print(say(args.language, "files_lost", len(made.lost)) + names, file=sys.stderr)
