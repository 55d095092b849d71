"""What nobody has any more is removed, and what is being uploaded is not."""

import os
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete

from app.kit import clock
from app.kit.ids import uuid7
from app.media.names import stored_name
from app.media.ports import FileMissing, StoreUnavailable
from app.media.s3 import open_s3
from app.media.spool import Spool
from app.media.sweeping import REFUSALS, sweep_files
from app.media.threads import Threads
from app.runtime.postgres import open_pool
from app.settings import Settings
from app.storage.database import Database
from app.storage.models import Attachment, StoredFile, Workspace

HOUR = timedelta(hours=1)


@pytest.fixture
async def pool(database_url):
    pool = await open_pool(database_url, size=2)
    yield pool
    await pool.close()


@pytest.fixture
async def database(database_url):
    database = Database(Settings(_env_file=None, database_url=database_url))
    yield database
    await database.close()


@pytest.fixture
async def workspace(database):
    async with database.unit_of_work() as work:
        workspace = Workspace(name="W")
        work.add(workspace)
    return workspace.id


@pytest.fixture
def keep(database, workspace, store, tmp_path):
    """`await keep(age, attached)`: bytes that were put so long ago; the name they are stored under."""

    async def kept(age, *, attached):
        file = StoredFile(
            id=uuid7(), workspace_id=workspace, sha256=uuid4().bytes, size=3, touched_at=clock.now() - age
        )
        async with database.unit_of_work() as work:
            work.add(file)
            await work.flush()
            if attached:
                work.add(_attachment(workspace, file))
        name = stored_name(workspace, file.sha256, file.id)
        source = tmp_path / "source"
        source.write_bytes(b"abc")
        await store.put(name, source)
        return name

    return kept


def _attachment(workspace_id, file):
    return Attachment(
        workspace_id=workspace_id,
        stored_file_id=file.id,
        key=uuid4().hex,
        name="a",
        content_type="text/plain",
        size=3,
        sha256=file.sha256,
    )


async def is_there(store, name):
    try:
        pieces = await store.open(name, 0, 3)
    except FileMissing:
        return False
    await pieces.aclose()
    return True


async def test_bytes_without_attachment_go_once_an_upload_would_be_over(keep, pool, store):
    orphan = await keep(2 * HOUR, attached=False)
    fresh = await keep(HOUR / 2, attached=False)
    used = await keep(2 * HOUR, attached=True)

    removed = await sweep_files(pool, store, clock.now() - HOUR)

    assert removed == 1
    assert [await is_there(store, name) for name in (orphan, fresh, used)] == [False, True, True]
    assert await pool.fetchval("select count(*) from stored_file") == 2


async def test_bytes_of_a_workspace_that_is_gone_go_too(keep, pool, store, database, workspace):
    used = await keep(2 * HOUR, attached=True)
    async with database.unit_of_work() as work:
        await work.execute(delete(Workspace).where(Workspace.id == workspace))

    assert await sweep_files(pool, store, clock.now() - HOUR) == 1
    assert not await is_there(store, used)


async def test_what_a_sweeper_that_died_began_is_finished(keep, pool, store):
    orphan = await keep(2 * HOUR, attached=False)
    await pool.execute("update stored_file set doomed_at = now()")
    await store.delete(orphan)

    assert await sweep_files(pool, store, clock.now() - HOUR) == 1
    assert await pool.fetchval("select count(*) from stored_file") == 0


async def test_uploads_of_a_process_that_was_killed_are_removed_by_the_next(tmp_path):
    threads = Threads()
    old, new = tmp_path / "old", tmp_path / "new"
    for path in (old, new):
        path.write_bytes(b"x")
    long_ago = clock.now().timestamp() - 7200
    os.utime(old, (long_ago, long_ago))

    await Spool(tmp_path, threads, limit=10).forget_abandoned()

    assert [old.exists(), new.exists()] == [False, True]
    threads.close()


async def test_uploads_that_end_meanwhile_keep_nothing_else_from_being_removed(tmp_path):
    threads = Threads()
    for number in range(5):
        (tmp_path / f"gone{number}").symlink_to(tmp_path / "none")  # listed, and not there when looked at
        old = tmp_path / f"old{number}"
        old.write_bytes(b"x")
        os.utime(old, (0, 0))

    await Spool(tmp_path, threads, limit=10).forget_abandoned()

    assert list(tmp_path.glob("old*")) == []
    threads.close()


async def test_a_folder_that_is_not_there_holds_nothing_abandoned(tmp_path):
    threads = Threads()

    await Spool(tmp_path / "none", threads, limit=10).forget_abandoned()

    assert not (tmp_path / "none").exists()
    threads.close()


@pytest.mark.parametrize("store", ["disk"], indirect=True)
async def test_a_file_that_can_not_be_removed_keeps_no_other(keep, pool, store, tmp_path):
    stuck = [await keep(2 * HOUR, attached=False) for _ in range(2)]
    for name in stuck:  # a folder in its place
        path = tmp_path / "files" / name
        path.unlink()
        path.mkdir()
    others = [await keep(2 * HOUR, attached=False) for _ in range(5)]

    assert await sweep_files(pool, store, clock.now() - HOUR, at_once=2) == 5

    assert not any([await is_there(store, name) for name in others])
    for name in stuck:
        (tmp_path / "files" / name).rmdir()
    assert await sweep_files(pool, store, clock.now() - HOUR) == 2


@pytest.mark.parametrize("store", ["disk"], indirect=True)
@pytest.mark.parametrize("number", [3, 4, 7])
async def test_many_that_can_not_be_removed_keep_no_other_for_long(keep, pool, store, tmp_path, number):
    stuck = [await keep(2 * HOUR, attached=False) for _ in range(number)]
    for name in stuck:  # a folder in its place
        path = tmp_path / "files" / name
        path.unlink()
        path.mkdir()
    others = [await keep(2 * HOUR, attached=False) for _ in range(5)]

    for _ in range(number // REFUSALS + 1):  # each tries what none before it has tried
        with suppress(StoreUnavailable):
            await sweep_files(pool, store, clock.now() - HOUR, at_once=2)

    assert not any([await is_there(store, name) for name in others])
    for name in stuck:
        (tmp_path / "files" / name).rmdir()
    assert await sweep_files(pool, store, clock.now() - HOUR, at_once=2) == number
    assert await pool.fetchval("select count(*) from stored_file") == 0


async def test_a_store_that_is_away_is_left_alone_and_nothing_is_forgotten(keep, pool, store, tmp_path):
    names = [await keep(2 * HOUR, attached=False) for _ in range(20)]
    away = open_s3(
        Settings(
            _env_file=None,
            s3_endpoint="http://127.0.0.1:1",
            s3_bucket="none",
            s3_access_key="a",
            s3_secret_key="none",
        ),
        Threads(),
    )

    with pytest.raises(StoreUnavailable):
        await sweep_files(pool, away, clock.now() - HOUR)
    away.close()

    assert await pool.fetchval("select count(*) from stored_file") == 20
    assert await sweep_files(pool, store, clock.now() - HOUR) == 20
    assert not any([await is_there(store, name) for name in names])


async def test_what_is_attached_goes_on_while_much_is_swept(keep, pool, store):
    kept = [await keep(2 * HOUR, attached=True) for _ in range(5)]
    for _ in range(5):
        await keep(2 * HOUR, attached=False)

    assert await sweep_files(pool, store, clock.now() - HOUR, at_once=3) == 5

    assert all([await is_there(store, name) for name in kept])
