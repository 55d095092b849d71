"""The whole way with object storage: in over HTTP, into a real S3 server, out again, and gone."""

import asyncio

import pytest
from minio import Minio
from object_storage import ACCESS_KEY, SECRET_KEY, ObjectStorage

from app.main import create_app
from app.settings import Settings
from drive import calling, code
from factories import make_person

LARGE = bytes(range(256)) * 30_000  # 7.7 MB: more than one part of a multipart upload
DOCUMENT = '{"dbcv": 1, "kind": "bot", "name": "B", "first_step": "s", "steps": [{"id": "s"}]}'


@pytest.fixture
async def app(s3_settings, database_url, redis_url, tmp_path):
    told = {"database_url": database_url, "redis_url": redis_url, "dbcv_data_dir": tmp_path}
    app = create_app(Settings(_env_file=None, **s3_settings.model_dump(include=S3), **told))
    async with app.router.lifespan_context(app):
        yield app


S3 = {"s3_endpoint", "s3_access_key", "s3_secret_key", "s3_bucket"}


@pytest.fixture
async def client(app):
    async with calling(app) as client:
        client.headers = (await make_person(app, "DEVELOPER")).headers
        yield client


@pytest.fixture
async def bot(client):
    return (await client.post("/api/v1/bots/import", content=DOCUMENT)).json()["id"]


@pytest.fixture
def kept(object_storage: ObjectStorage, s3_settings):
    """Names of what is in the bucket."""
    address = object_storage.endpoint.removeprefix("http://")
    admin = Minio(address, access_key=ACCESS_KEY, secret_key=SECRET_KEY, secure=False)
    return lambda: [one.object_name for one in admin.list_objects(s3_settings.s3_bucket, recursive=True)]


async def upload(client, bot, content):
    return await client.post("/api/v1/attachments", params={"bot_id": bot}, content=content)


async def test_a_file_goes_in_comes_out_in_parts_and_is_removed(client, bot, kept, tmp_path):
    file = (await upload(client, bot, LARGE)).json()

    assert file["size"] == len(LARGE)
    assert [name.split("/")[-1].split(".")[0] for name in kept()] == [file["sha256"]]
    assert (await client.get(file["url"])).content == LARGE
    part = await client.get(file["url"], headers={"Range": "bytes=6000000-6000009"})
    assert (part.status_code, part.content) == (206, LARGE[6_000_000:6_000_010])
    assert (await client.delete(f"/api/v1/attachments/{file['id']}")).status_code == 204
    assert kept() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file() and "media" in path.parts] == []


async def test_the_same_bytes_many_times_at_once_are_one_object(client, bot, kept):
    answers = await asyncio.gather(*(upload(client, bot, b"same") for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len(kept()) == 1


async def test_a_store_that_goes_away_leaves_no_file_and_no_row(client, bot, app):
    gone = create_app(app.state.parts.settings.model_copy(update={"s3_endpoint": "http://127.0.0.1:9"}))
    async with gone.router.lifespan_context(gone), calling(gone) as broken:
        broken.headers = client.headers
        answer = await upload(broken, bot, b"lost")

    assert (answer.status_code, code(answer)) == (503, "media:unavailable")
    assert (await client.get("/api/v1/attachments", params={"bot_id": bot})).json()["items"] == []
    left = await app.state.channels.pool.fetchval("select count(*) from stored_file where doomed_at is null")
    assert left == 0
