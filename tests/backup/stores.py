"""Files that rows name, in whichever store the settings of this process name."""

import asyncio
import hashlib
from collections.abc import Set
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from minio import Minio

from app.media.names import stored_name
from app.media.stores import open_store
from app.settings import Settings
from media.object_storage import ObjectStorage
from servers import run_sql

_NAMED = "select workspace_id, encode(sha256, 'hex'), id from stored_file where doomed_at is null"


def settings() -> Settings:
    """Of the environment a test has given."""
    return Settings(_env_file=None)


def put_files(url: str, room: Path, contents: list[bytes]) -> None:
    """Into the store, with their rows."""
    asyncio.run(_put(url, room, contents))


async def _put(url: str, room: Path, contents: list[bytes]) -> None:
    store, rows = open_store(settings()), []
    for content in contents:
        workspace, file, digest = uuid4(), uuid4(), hashlib.sha256(content)
        path = room / file.hex
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        await store.put(stored_name(workspace, digest.digest(), file), path)
        path.unlink(missing_ok=True)
        rows.append(f"('{file}', '{workspace}', '\\x{digest.hexdigest()}', {len(content)})")
    store.close()
    run_sql(url, f"insert into stored_file (id, workspace_id, sha256, size) values {', '.join(rows)}")  # noqa: S608


def named_files(url: str) -> Set[str]:
    """What rows say is there."""
    return {_name(*row.split("|")) for row in run_sql(url, _NAMED).splitlines()}


def _name(workspace: str, digest: str, file: str) -> str:
    return stored_name(workspace, bytes.fromhex(digest), UUID(file))


def kept_files() -> Set[str]:
    """What is there."""
    here = settings()
    if here.s3_endpoint is None:
        folder = here.dbcv_data_dir / "media" / "files"
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    address = here.s3_endpoint.removeprefix("http://")
    keys = (here.s3_access_key.get_secret_value(), here.s3_secret_key.get_secret_value())
    client = Minio(address, *keys, secure=False)
    if not client.bucket_exists(here.s3_bucket):
        return set()
    return {one.object_name for one in client.list_objects(here.s3_bucket, recursive=True)}


def turn_to_bucket(storage: ObjectStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new one, in which uploads are kept from here on."""
    for name, value in storage.settings(f"b{uuid4().hex}").items():
        monkeypatch.setenv(name.upper(), value)
