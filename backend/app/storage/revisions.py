"""Revisions of the schema within somebody's transaction. Loads Alembic: only for who is about to use it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

import app

_BACKEND = Path(app.__file__).parent.parent


def upgrade(connection: Connection, revision: str) -> None:
    """As a part of the transaction `connection` is in."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Likewise."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(_BACKEND / "alembic.ini")
    config.set_main_option("script_location", str(_BACKEND / "migrations"))
    config.attributes["connection"] = connection
    return config
