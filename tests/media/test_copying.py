"""From a folder to object storage and back: what was uploaded stays readable, whatever the settings say."""

import asyncio
import hashlib

import pytest

from app.main import create_app
from app.settings import Settings
from cli.commanding import dbcv
from drive import calling, code
from factories import make_person

DOCUMENT = '{"dbcv": 1, "kind": "bot", "name": "B", "first_step": "s", "steps": [{"id": "s"}]}'
S3 = ("s3_endpoint", "s3_access_key", "s3_secret_key", "s3_bucket")


@pytest.fixture
def told(database_url, redis_url, tmp_path, s3_settings, monkeypatch):
    """What tells a command of the system: its own database and folder, and the object storage."""
    given = {"database_url": database_url, "redis_url": redis_url, "dbcv_data_dir": str(tmp_path)}
    storage = s3_settings.model_dump(include=set(S3))
    storage = {
        name: value if isinstance(value, str) else value.get_secret_value() for name, value in storage.items()
    }
    for name, value in {**given, **storage}.items():
        monkeypatch.setenv(name.upper(), value)
    return given, storage


@pytest.fixture
async def folder(told):
    """The API with a folder, and its author."""
    given, _ = told
    app = create_app(Settings(_env_file=None, **given, **dict.fromkeys(S3)))
    async with app.router.lifespan_context(app), calling(app) as client:
        client.headers = (await make_person(app, "DEVELOPER")).headers
        yield client


@pytest.fixture
async def storage(told, folder):
    """The same installation, switched to object storage."""
    given, storage = told
    app = create_app(Settings(_env_file=None, **given, **storage))
    async with app.router.lifespan_context(app), calling(app) as client:
        client.headers = folder.headers
        yield client


@pytest.fixture
async def bot(folder):
    return (await folder.post("/api/v1/bots/import", content=DOCUMENT)).json()["id"]


async def upload(client, bot, content):
    answer = await client.post("/api/v1/attachments", params={"bot_id": bot}, content=content)
    assert answer.status_code == 201
    return answer.json()


async def copied(to):
    return await asyncio.to_thread(dbcv, "media", "copy", "--to", to)


def blobs(tmp_path):
    return [path for path in (tmp_path / "media" / "files").rglob("*") if path.is_file()]


async def test_what_the_store_has_not_is_missing_and_not_a_matter_of_waiting(folder, storage, bot):
    file = await upload(folder, bot, b"kept in the folder")

    answer = await storage.get(file["url"])

    assert (answer.status_code, code(answer)) == (404, "media:missing")


async def test_the_same_bytes_uploaded_again_are_stored_where_they_were_not(folder, storage, bot):
    old = await upload(folder, bot, b"twice")

    new = await upload(storage, bot, b"twice")

    assert (await storage.get(new["url"])).content == b"twice"
    assert (await storage.get(old["url"])).content == b"twice"


async def test_files_are_copied_to_object_storage_and_back(folder, storage, bot, tmp_path):
    files = [await upload(folder, bot, bytes([n]) * (1 + n * 300_000)) for n in range(3)]

    assert await copied("s3") == (0, "3 files copied, 0 files already there.\n", "")
    for n, file in enumerate(files):
        assert (await storage.get(file["url"])).content == bytes([n]) * (1 + n * 300_000)
    for path in blobs(tmp_path):
        path.unlink()
    files.append(await upload(storage, bot, b"later"))

    assert await copied("folder") == (0, "4 files copied, 0 files already there.\n", "")
    assert (await folder.get(files[3]["url"])).content == b"later"
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in blobs(tmp_path)}
    assert digests == {file["sha256"] for file in files}
    assert list((tmp_path / "media" / "uploads").iterdir()) == []


async def test_copying_again_passes_over_what_is_there(folder, storage, bot):
    await upload(folder, bot, b"first")
    await copied("s3")
    await upload(folder, bot, b"second")

    assert (await copied("s3"))[1] == "1 file copied, 1 file already there.\n"


async def test_what_is_damaged_or_lost_is_named_and_not_copied(folder, storage, bot, tmp_path):
    damaged, lost = [await upload(folder, bot, content) for content in (b"damaged", b"lost")]
    for path in blobs(tmp_path):
        if lost["sha256"] in path.name:
            path.unlink()
        else:
            path.write_bytes(b"DAMAGED")

    exit_code, said, complaint = await copied("s3")

    assert (exit_code, said) == (1, "0 files copied, 0 files already there.\n")
    assert lost["sha256"] in complaint.split("left out")[0]
    assert damaged["sha256"] in complaint.split("left out")[1]
    assert (await storage.get(damaged["url"])).status_code == 404


async def test_without_object_storage_there_is_nothing_to_copy_to(folder, told, monkeypatch):
    for name in S3:
        monkeypatch.delenv(name.upper())

    exit_code, _, complaint = await copied("s3")

    assert exit_code == 1
    assert "S3_ENDPOINT" in complaint
