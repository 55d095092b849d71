"""Which installation a backup is of, or goes to: also one that does not run."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.cli.system import settings_of, system_settings
from app.embedded.child import Child
from app.embedded.lock import data_lock
from app.embedded.postgres import prepare_postgres
from app.embedded.refusal import CannotStart
from app.embedded.running import running_environment
from app.kit.errors import Unavailable
from app.settings import Settings

_POSTGRES = "postgres"
_LOOK = 0.02  # seconds
_PATIENCE = 300.0  # of a server that recovers from a crash


@contextmanager
def place_to_read(data: Path | None) -> Generator[Settings]:
    """What runs, else what lies in the data directory; Unavailable where there is neither."""
    place = embedded_place(data)
    if place is None or running_environment(place) or not (place / _POSTGRES).exists():
        yield system_settings(data)
        return
    with _woken(place) as settings:
        yield settings


@contextmanager
def place_to_write(data: Path | None) -> Generator[Settings]:
    """The database of DATABASE_URL, else that of a data directory, made where there is none.

    CannotStart where a system runs on it.
    """
    place = embedded_place(data)
    if place is None:
        yield settings_of()
        return
    with _woken(place) as settings:
        yield settings


def embedded_place(data: Path | None) -> Path | None:
    """The data directory with a PostgreSQL of its own; None: the database of DATABASE_URL is meant."""
    if data is not None:
        return data
    return None if is_database_given() else settings_of().dbcv_data_dir


def is_database_given() -> bool:
    """Whether the environment, or `.env`, names a database."""
    told = settings_of()
    return "database_url" in told.model_fields_set and bool(told.database_url.get_secret_value())


@contextmanager
def _woken(place: Path) -> Generator[Settings]:
    """Its PostgreSQL, and nothing else of it, for as long as the block lasts."""
    place = place.absolute()
    try:
        with data_lock(place) as lock:
            server = prepare_postgres(place, place / "secrets")
            spec = replace(server.spec(lock), log=place / "log" / f"{_POSTGRES}.log")
            with _served(Child(spec)):
                yield settings_of(database_url=server.url, dbcv_data_dir=place)
    except OSError as refused:
        raise Unavailable("cli:not_yours", f"{place} can't be used ({refused.strerror}).") from refused


@contextmanager
def _served(child: Child) -> Generator[None]:
    child.start(time.monotonic())
    try:
        _wait_until_ready(child)
        yield
    finally:
        _stop(child)


def _wait_until_ready(child: Child) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not child.ready:
        ended = child.reap(time.monotonic())
        if ended is not None or time.monotonic() > deadline:
            said = "" if ended is None else "\n".join(("", *ended.said))
            raise CannotStart("embedded:postgres_failed", f"PostgreSQL does not start.{said}")
        time.sleep(_LOOK)
        child.check_ready()


def _stop(child: Child) -> None:
    child.ask_to_stop()
    deadline = time.monotonic() + child.spec.stop_seconds
    while child.alive and child.reap(time.monotonic()) is None:
        if time.monotonic() > deadline:
            child.kill()
        time.sleep(_LOOK)
