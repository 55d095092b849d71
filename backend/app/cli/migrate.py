"""`dbcv migrate`: the database at the newest revision, at little cost when it is there already."""

import argparse
import ast
import asyncio
import os
import sys
from pathlib import Path

import asyncpg

import app
from app.accounts.first_admin import ensure_first_admin
from app.kit.starting import settings_to_start_with
from app.settings import Settings

_BACKEND = Path(app.__file__).parent.parent
_VERSIONS = _BACKEND / "migrations" / "versions"
_CONNECT_SECONDS = 30.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing but whether there has to be an administrator in the end."""
    parser.epilog = "The database is the one of DATABASE_URL."
    parser.add_argument(
        "--first-admin", action="store_true", help="make the first administrator where there is none"
    )


def run(args: argparse.Namespace) -> int:
    """0 when the database is at the newest revision."""
    url = os.environ.get("DATABASE_URL", "").replace("postgresql+asyncpg://", "postgresql://", 1)
    if not url:
        print("dbcv migrate: DATABASE_URL is not set", file=sys.stderr)
        return 2
    settings = settings_to_start_with()
    try:
        if asyncio.run(_revisions(url)) != newest_revisions(_VERSIONS):
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


def newest_revisions(versions: Path) -> set[str]:
    """Revisions that no other file names as the one before it, read without running any."""
    revisions: set[str] = set()
    earlier: set[str] = set()
    for path in versions.glob("*.py"):
        named = _assignments(path)
        revisions |= _names(named.get("revision"))
        earlier |= _names(named.get("down_revision"))
    return revisions - earlier


async def _revisions(url: str) -> set[str]:
    connection = await _connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return set()
        return {
            row["version_num"] for row in await connection.fetch("SELECT version_num FROM alembic_version")
        }
    finally:
        await connection.close()


async def _connect(url: str) -> asyncpg.Connection:
    """Patient with a database that starts beside us."""
    deadline = asyncio.get_running_loop().time() + _CONNECT_SECONDS
    while True:
        try:
            return await asyncpg.connect(url)
        except (OSError, asyncpg.CannotConnectNowError):
            if asyncio.get_running_loop().time() > deadline:
                raise
        await asyncio.sleep(0.2)


def _upgrade() -> None:
    from alembic import command  # noqa: PLC0415 - 0.8 s that a database at its newest revision need not cost
    from alembic.config import Config  # noqa: PLC0415

    config = Config(_BACKEND / "alembic.ini")
    config.set_main_option("script_location", str(_BACKEND / "migrations"))
    command.upgrade(config, "head")


def _assignments(path: Path) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def _names(value: ast.expr | None) -> set[str]:
    return {
        part.value
        for part in (ast.walk(value) if value is not None else ())
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
