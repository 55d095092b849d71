"""`dbcv migrate`: the database at the newest revision, at little cost when it is there already."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

import asyncpg

import app
from app.accounts.first_admin import ensure_first_admin
from app.cli.doctor.away import FAULTS, away, sentences
from app.cli.words import own_language
from app.kit.starting import settings_to_start_with
from app.settings import Settings
from app.storage.history import newest_revisions

_BACKEND = Path(app.__file__).parent.parent
_CONNECT_SECONDS = 30.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing but whether there has to be an administrator in the end."""
    parser.epilog = "The database is the one of DATABASE_URL."
    parser.add_argument(
        "--first-admin", action="store_true", help="make the first administrator where there is none"
    )


def run(args: argparse.Namespace) -> int:
    """0 when the database is at the newest revision."""
    if not (os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE")):
        print("dbcv migrate: DATABASE_URL is not set", file=sys.stderr)
        return 2
    settings = settings_to_start_with()
    url = settings.postgres_dsn
    try:
        asyncio.run(_wait_for(url))
    except FAULTS as fault:
        print(f"dbcv migrate: {sentences(away(fault, url), own_language())}", file=sys.stderr)
        return 1
    try:
        if asyncio.run(_revisions(url)) != newest_revisions():
            _upgrade()
        if args.first_admin:
            _make_first_admin(settings)
    except (OSError, asyncpg.PostgresError) as error:
        print(f"The database can't be brought up to date: {error}", file=sys.stderr)
        return 1
    return 0


def _make_first_admin(settings: Settings) -> None:
    made = asyncio.run(ensure_first_admin(settings))
    if made is not None and made.password is not None:
        print(f"The first administrator: {made.email}, password {made.password}", flush=True)
        print("The password is shown this once.", flush=True)


async def _revisions(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return set()
        return {
            row["version_num"] for row in await connection.fetch("SELECT version_num FROM alembic_version")
        }
    finally:
        await connection.close()


async def _wait_for(url: str) -> None:
    """Patient with a database that starts beside us."""
    deadline = asyncio.get_running_loop().time() + _CONNECT_SECONDS
    while True:
        try:
            connection = await asyncpg.connect(url)
        except (OSError, asyncpg.CannotConnectNowError):
            if asyncio.get_running_loop().time() > deadline:
                raise
        else:
            await connection.close()
            return
        await asyncio.sleep(0.2)


def _upgrade() -> None:
    from alembic import command  # noqa: PLC0415 - 0.8 s that a database at its newest revision need not cost
    from alembic.config import Config  # noqa: PLC0415

    config = Config(_BACKEND / "alembic.ini")
    config.set_main_option("script_location", str(_BACKEND / "migrations"))
    command.upgrade(config, "head")
