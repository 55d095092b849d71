"""Files in a backup: from one kind of store to another, whole or not at all."""

import asyncio

import pytest
from test_copying import S3, blobs, bot, folder, storage, told, upload

from app.main import create_app
from app.settings import Settings
from cli.commanding import dbcv
from drive import calling
from servers import drop_database, empty_database

__all__ = ["bot", "folder", "storage", "told"]


@pytest.fixture
def elsewhere(postgres_url, tmp_path, monkeypatch):
    """A second installation, with a folder of its own, commands are about from when it is called."""
    url = empty_database(postgres_url)

    def turn():
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("DBCV_DATA_DIR", str(tmp_path / "second"))
        return {"database_url": url, "dbcv_data_dir": str(tmp_path / "second")}

    yield turn
    drop_database(url)


async def run(*words):
    return await asyncio.to_thread(dbcv, *words)


async def test_files_go_from_object_storage_into_a_folder(
    storage, bot, told, elsewhere, tmp_path, monkeypatch
):
    files = [await upload(storage, bot, bytes([n]) * (1 + n * 300_000)) for n in range(3)]
    code, _, complaint = await run("backup", str(tmp_path / "a.tar"))
    assert code == 0
    assert "3 files" in complaint

    given = elsewhere()
    for name in S3:
        monkeypatch.delenv(name.upper())
    code, said, _ = await run("restore", str(tmp_path / "a.tar"))

    assert code == 0
    assert "3 files" in said
    app = create_app(Settings(_env_file=None, **{**told[0], **given}, **dict.fromkeys(S3)))
    async with app.router.lifespan_context(app), calling(app) as client:
        for n, file in enumerate(files):
            assert (await client.get(file["url"])).content == bytes([n]) * (1 + n * 300_000)


async def test_a_file_that_is_lost_or_damaged_is_named_and_the_rest_is_kept(
    folder, bot, tmp_path, elsewhere, monkeypatch
):
    for name in S3:
        monkeypatch.delenv(name.upper())
    kept, damaged, lost = [await upload(folder, bot, one) for one in (b"kept", b"damaged", b"lost")]
    for path in blobs(tmp_path):
        if lost["sha256"] in path.name:
            path.unlink()
        elif damaged["sha256"] in path.name:
            path.write_bytes(b"DAMAGED")

    code, _, complaint = await run("backup", str(tmp_path / "a.tar"))

    assert code == 1
    assert lost["sha256"] in complaint
    assert damaged["sha256"] in complaint
    elsewhere()
    code, said, _ = await run("restore", str(tmp_path / "a.tar"))
    assert code == 0
    assert "1 file." in said
    assert [path.name.partition(".")[0] for path in blobs(tmp_path / "second")] == [kept["sha256"]]


async def test_a_restore_that_fails_leaves_no_file_and_takes_none(
    folder, bot, tmp_path, elsewhere, monkeypatch
):
    for name in S3:
        monkeypatch.delenv(name.upper())
    for n in range(3):
        await upload(folder, bot, bytes([n]) * 100_000)
    await run("backup", str(tmp_path / "a.tar"))
    whole = (tmp_path / "a.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[:-4096])
    before = sorted(blobs(tmp_path))

    elsewhere()
    assert (await run("restore", str(tmp_path / "cut.tar")))[0] == 1

    assert blobs(tmp_path / "second") == []
    assert sorted(blobs(tmp_path)) == before


async def test_what_is_replaced_takes_its_files_along(folder, bot, tmp_path, elsewhere, monkeypatch):
    for name in S3:
        monkeypatch.delenv(name.upper())
    first = await upload(folder, bot, b"first")
    await run("backup", str(tmp_path / "a.tar"))
    assert (await folder.delete(f"/api/v1/attachments/{first['id']}")).is_success
    second = await upload(folder, bot, b"second")
    await run("backup", str(tmp_path / "b.tar"))
    elsewhere()

    for name in ("a.tar", "b.tar"):
        assert (await run("restore", str(tmp_path / name), "--replace"))[0] == 0

    assert [path.name.partition(".")[0] for path in blobs(tmp_path / "second")] == [second["sha256"]]
