"""The system a command works on: that of DATABASE_URL, else the one that runs on the data directory."""

import argparse
import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from sqlalchemy.exc import ProgrammingError

from app.cli.reaching import ensure_reached
from app.cli.words import own_language, refusal
from app.embedded.running import running_environment
from app.kit.errors import DbcvError, Unavailable
from app.kit.starting import BadSetting, checked_settings
from app.runtime.postgres import Pool
from app.runtime.workers import Servers, connected
from app.settings import Settings
from app.storage.database import Database

_UNDEFINED_TABLE = "42P01"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Open as long as the command runs."""

    settings: Settings
    database: Database
    pool: Pool
    redis: Redis


type Work = Callable[[argparse.Namespace, System], Awaitable[int]]


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """`--data`: which of the systems on this machine."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the data directory of a running `dbcv up` (default: the database of DATABASE_URL, "
        "else what runs on DBCV_DATA_DIR or .dbcv)",
    )


def system_settings(data: Path | None) -> Settings:
    """Where the system is; Unavailable `cli:nothing_runs` where there is none."""
    told = settings_of()
    if data is None and "database_url" in told.model_fields_set and told.database_url.get_secret_value():
        return told
    place = data or told.dbcv_data_dir
    try:
        running = running_environment(place)
    except OSError as refused:
        raise Unavailable(
            "cli:not_yours", f"{place} can't be read ({refused.strerror}): be the user who runs DBCV there."
        ) from refused
    if not running:
        raise Unavailable(
            "cli:nothing_runs",
            f"No DBCV runs on {place.absolute()}. Start it with `dbcv up`, name its directory with --data, "
            "or give DATABASE_URL.",
            place=str(place.absolute()),
        )
    return settings_of(**{name.lower(): value for name, value in running.items()}, dbcv_data_dir=place)


def settings_of(**given: Any) -> Settings:
    """Of the environment, and what is given before it; Unavailable `cli:bad_setting`."""
    try:
        return checked_settings(**given)
    except BadSetting as wrong:
        raise Unavailable("cli:bad_setting", str(wrong)) from None


def work_on_system(args: argparse.Namespace, work: Work) -> int:
    """The exit code of `work`; 1 with the reason where it was refused or nothing runs."""
    try:
        return asyncio.run(_work(args, work))
    except DbcvError as refused:
        explain(args, refused)
    except ProgrammingError as fault:
        if getattr(fault.orig, "sqlstate", None) != _UNDEFINED_TABLE:
            raise
        print(
            f"dbcv {args.command}: the database has no tables of DBCV yet: run dbcv migrate", file=sys.stderr
        )
    return 1


async def _work(args: argparse.Namespace, work: Work) -> int:
    async with _opened(system_settings(args.data)) as system:
        return await work(args, system)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncGenerator[System]:
    servers = Servers(
        postgres_dsn=settings.postgres_dsn, redis_url=settings.redis_url.get_secret_value(), pool_size=1
    )
    database = Database(settings)
    try:
        await ensure_reached(settings.postgres_dsn)
        async with connected(servers) as (pool, redis):
            yield System(settings=settings, database=database, pool=pool, redis=redis)
    finally:
        await database.close()


def explain(args: argparse.Namespace, refused: DbcvError) -> None:
    """Why a command did nothing, to whoever called it."""
    language: str = getattr(args, "language", own_language())
    print(f"dbcv {args.command}: {refusal(refused, language)}", file=sys.stderr)
    for one in (*refused.details.get("fields", ()), *refused.details.get("issues", ())):
        where = f"{one['path']}: " if one.get("path") else ""
        sentence = one.get("message_ru" if language == "ru" else "message") or one["message"]
        print(f"  {where}{sentence} ({one['code']})", file=sys.stderr)
