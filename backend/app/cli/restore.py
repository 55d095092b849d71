"""`dbcv restore FILE`: what `dbcv backup` wrote, into an installation that does not run."""

import argparse
import asyncio
import sys
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import asyncpg
from sqlalchemy.exc import DBAPIError

from app.backup.restoring import Restored, Target, restore_backup
from app.backup.tidying import LATER
from app.cli.backup import files_of
from app.cli.doctor.away import server_told
from app.cli.places import embedded_place, is_database_given, place_to_write
from app.cli.reaching import ensure_reached
from app.cli.signals import ensure_not_stopped, stopped_in_order
from app.cli.system import add_data_argument, explain
from app.cli.words import add_language_argument, amounts, say
from app.integrations.credentials.rotation import rows_by_key
from app.kit.away import DATABASE_AWAY
from app.kit.errors import DbcvError, Unavailable
from app.kit.sealing import keys_of
from app.settings import Settings
from app.storage.database import Database

_STDIN = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Stop DBCV first. An archive of an older DBCV is brought up to date on the way."
    parser.add_argument("file", metavar="FILE", help="what `dbcv backup` wrote; - is standard input")
    parser.add_argument(
        "--replace", action="store_true", help="put it in place of what is there, all of which goes"
    )
    add_language_argument(parser)
    add_data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0 when all of it is in place; else nothing has changed."""
    try:
        with stopped_in_order(), _opened(args.file) as source, place_to_write(args.data) as settings:
            restored, sealed = asyncio.run(_restore(settings, source, args.replace))
    except DbcvError as refused:
        explain(args, refused)
        return 1
    _tell(restored, args.language, _where(settings, args.data))
    _warn(restored, sealed, settings, args)
    return 0


async def _restore(
    settings: Settings,
    source: BinaryIO,
    is_replaced: bool,  # noqa: FBT001
) -> tuple[Restored, int | None]:
    files = files_of(settings)
    try:
        await ensure_reached(settings.postgres_dsn)
        target = Target(settings=settings, files=files, is_replaced=is_replaced)
        restored = await restore_backup(source, target)
    except (OSError, asyncpg.PostgresError, *DATABASE_AWAY, DBAPIError) as away:
        ensure_not_stopped(away)
        why = _first_line(away)
        raise Unavailable(
            "cli:not_restored", f"It broke off, and nothing has changed: {why}", why=why
        ) from away
    finally:
        files.close()
    return restored, await _without_key(settings)


async def _without_key(settings: Settings) -> int | None:
    """How many secrets are sealed with a key that is not here; None: it could not be looked at."""
    try:
        keys = keys_of(settings)
        known = {key.id for key in keys.known()} if keys else set[str]()
        counted = await _rows_by_key(settings)
    except (*LATER, DBAPIError):
        return None
    return sum(count for key, count in counted.items() if key not in known and (key or not known))


async def _rows_by_key(settings: Settings) -> Mapping[str | None, int]:
    database = Database(settings)
    try:
        return await rows_by_key(database)
    finally:
        await database.close()


@contextmanager
def _opened(name: str) -> Generator[BinaryIO]:
    if name == _STDIN:
        yield sys.stdin.buffer
        return
    with ExitStack() as open_files:
        try:
            source = open_files.enter_context(Path(name).open("rb"))
        except OSError as refused:
            why = refused.strerror
            raise Unavailable("cli:no_file", f"{name}: {why}", path=name, why=why) from refused
        yield source


def _where(settings: Settings, data: Path | None) -> str:
    """The data directory, or the server of DATABASE_URL."""
    return server_told(settings.postgres_dsn) if embedded_place(data) is None else str(settings.dbcv_data_dir)


def _tell(restored: Restored, language: str, where: str) -> None:
    kept = restored.manifest
    made_at = restored.head.made_at.strftime("%Y-%m-%d %H:%M UTC")
    told = amounts(language, len(kept.tables), kept.rows, kept.files.count)
    print(say(language, "restored", where, made_at, told))


def _warn(restored: Restored, sealed: int | None, settings: Settings, args: argparse.Namespace) -> None:
    """What is still to be done by hand."""
    language: str = args.language
    warnings = [
        *(say(language, one) for one in restored.left),
        *([] if restored.are_keys_known else [say(language, "keys_given")]),
        *([say(language, "sealed_by_others", sealed, settings.dbcv_data_dir / "secrets")] if sealed else []),
        *([say(language, "keys_unseen")] if sealed is None else []),
        *([] if restored.head.has_files else [say(language, "files_apart")]),
        *([say(language, "other_database", args.data)] if args.data and is_database_given() else []),
    ]
    for warning in warnings:
        print(warning, file=sys.stderr)


def _first_line(fault: Exception) -> str:
    """Of a database's errors: what follows may be rows of people."""
    return str(fault).partition("\n")[0]
