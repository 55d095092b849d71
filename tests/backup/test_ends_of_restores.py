"""What becomes of a restore in its commit and after it: what is told is true, and rows have their files."""

import asyncio
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg
import pytest
from archives import state, told
from killing import Restoring, at_commit, at_commit_no_more, is_left_alone, killed
from stores import kept_files, named_files, settings

from app.backup.tidying import settle_at_start
from app.media.stores import open_store
from cli.commanding import dbcv
from eventually import eventually, eventually_so
from servers import run_sql

HOLD = "select pg_advisory_lock(1)"
HELD_UP = "select pid from pg_locks where locktype = 'advisory' and objid = 1 and not granted"


def journals(place) -> list:
    return list((place / "elsewhere" / "restoring").iterdir())


def test_a_commit_that_is_not_answered_is_told_as_what_it_is(large, elsewhere):
    assert dbcv("backup", "a.tar")[0] == 0
    url = elsewhere()
    at_commit(url, "perform pg_terminate_backend(pg_backend_pid())")

    code, _, complaint = dbcv("restore", "a.tar")

    assert code == 1
    assert "at the very end" in complaint
    assert "Traceback" not in complaint
    at_commit_no_more(url)
    assert kept_files() == set()
    assert dbcv("restore", "a.tar")[0] == 0
    assert told(url) == told(large)


@asynccontextmanager
async def committing(place, url) -> AsyncGenerator[tuple[Restoring, int]]:
    """A restore whose commit the server does not end before the block does, and the process that commits."""
    at_commit(url, "set local lock_timeout = 0; perform pg_advisory_xact_lock(1)")
    restoring = Restoring((place / "a.tar").read_bytes())
    restoring.give(0.97)
    await asyncio.to_thread(eventually, kept_files)  # nobody else may be connected when it begins
    other = await asyncpg.connect(url)
    try:
        await other.execute(HOLD)
        restoring.give_all()
        yield restoring, await eventually_so(lambda: other.fetchval(HELD_UP))
    finally:
        await other.close()


async def settled() -> None:
    """As a start does it."""
    store = open_store(settings())
    await settle_at_start(settings(), store)
    store.close()


async def test_who_is_stopped_in_the_commit_says_so(large, place, elsewhere):
    assert (await asyncio.to_thread(dbcv, "backup", "a.tar"))[0] == 0
    url = elsewhere()
    before = state(url)

    async with committing(place, url) as (restoring, _):
        restoring.program.send_signal(signal.SIGTERM)
        _, complaint = await asyncio.to_thread(restoring.program.communicate)

    assert "at the very end" in complaint.decode()
    assert restoring.program.returncode == 1
    at_commit_no_more(url)
    assert state(url) == before
    assert (kept_files(), journals(place)) == (set(), [])


@pytest.mark.parametrize("is_committed", [True, False])
async def test_files_stay_for_as_long_as_the_server_may_still_commit(large, place, elsewhere, is_committed):
    assert (await asyncio.to_thread(dbcv, "backup", "a.tar"))[0] == 0
    url = elsewhere()
    before = state(url)

    async with committing(place, url) as (restoring, server):
        killed(restoring.program)
        brought = kept_files()
        await settled()
        assert kept_files() == brought != set()
        assert len(journals(place)) == 1
        if not is_committed:
            run_sql(url, f"select pg_terminate_backend({server})")
    await asyncio.to_thread(is_left_alone, url)
    await settled()

    assert kept_files() == (brought if is_committed else set())
    assert journals(place) == []
    if is_committed:
        assert told(url) == told(large)
        assert named_files(url) == brought
    else:
        at_commit_no_more(url)
        assert state(url) == before


def test_what_is_restored_is_told_though_the_database_goes_away_after_it(
    large, place, elsewhere, postgres_url
):
    (place / "source" / "secrets").mkdir(parents=True)
    (place / "source" / "secrets" / "jwt_secret").write_text("of the archive\n")
    assert dbcv("backup", "a.tar", "--with-keys")[0] == 0
    url = elsewhere()
    at_commit(url, "update pg_database set datallowconn = false where datname = current_database()")
    (place / "elsewhere" / "secrets" / "jwt_secret").mkdir(parents=True)  # where no file can take its name

    code, said, complaint = dbcv("restore", "a.tar")

    assert (code, "Restored into" in said) == (0, True)
    assert "could not be made the present ones" in complaint
    assert "the clock does the rest" in complaint
    assert "could not be seen" in complaint
    run_sql(postgres_url, f'alter database "{urlsplit(url).path[1:]}" with allow_connections true')
    assert told(url) == told(large)
    assert kept_files() == named_files(url)
