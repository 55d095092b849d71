"""Both stores keep the same promises; the one for object storage keeps them with a real server."""

from contextlib import aclosing
from os import urandom
from pathlib import Path

import pytest

from app.media.disk import DiskStore
from app.media.pieces import Cut
from app.media.ports import FileMissing, Store, StoreUnavailable
from app.media.s3 import open_s3
from app.media.threads import Threads
from app.settings import Settings

LARGE = urandom(6 * 1024 * 1024 + 17)  # more than one part of a multipart upload


async def put(store: Store, name: str, content: bytes, folder: Path) -> None:
    source = folder / "source"
    source.write_bytes(content)
    await store.put(name, source)


async def read(store: Store, name: str, start: int, length: int) -> bytes:
    async with aclosing(await store.open(name, start, length)) as pieces:
        return b"".join([piece async for piece in pieces])


@pytest.mark.parametrize("content", [b"x", LARGE], ids=["small", "large"])
async def test_what_was_put_is_read_back_whole(store, tmp_path, content):
    await put(store, "w/aa/one", content, tmp_path)

    assert await read(store, "w/aa/one", 0, len(content)) == content


async def test_a_part_is_read_without_the_rest(store, tmp_path):
    await put(store, "w/one", LARGE, tmp_path)

    assert await read(store, "w/one", 5_000_000, 70_000) == LARGE[5_000_000:5_070_000]
    assert await read(store, "w/one", len(LARGE) - 1, 1) == LARGE[-1:]


async def test_a_large_file_comes_in_pieces(store, tmp_path):
    await put(store, "w/one", LARGE, tmp_path)

    async with aclosing(await store.open("w/one", 0, len(LARGE))) as pieces:
        longest = max([len(piece) async for piece in pieces])

    assert longest <= 256 * 1024


async def test_a_reader_may_leave_in_the_middle(store, tmp_path):
    await put(store, "w/one", LARGE, tmp_path)

    async with aclosing(await store.open("w/one", 0, len(LARGE))) as pieces:
        await anext(pieces)

    assert await read(store, "w/one", 0, 3) == LARGE[:3]


async def test_a_reader_may_leave_before_the_beginning(store, tmp_path):
    await put(store, "w/one", b"x", tmp_path)

    await (await store.open("w/one", 0, 1)).aclose()


async def test_putting_it_again_changes_nothing(store, tmp_path):
    await put(store, "w/one", b"same", tmp_path)
    await put(store, "w/one", b"same", tmp_path)

    assert await read(store, "w/one", 0, 4) == b"same"


async def test_what_was_deleted_is_gone_and_deleting_it_again_is_no_fault(store, tmp_path):
    await put(store, "w/one", b"x", tmp_path)
    await store.delete("w/one")
    await store.delete("w/one")

    with pytest.raises(FileMissing):
        await store.open("w/one", 0, 1)


async def test_a_store_knows_what_it_has_whole(store, tmp_path):
    assert not await store.has("w/one", 3)  # where nothing was ever put, too

    await put(store, "w/one", b"abc", tmp_path)

    assert await store.has("w/one", 3)
    assert not await store.has("w/one", 4)
    assert not await store.has("w/two", 3)


async def test_a_file_shorter_than_its_row_says_is_a_fault_and_no_silent_end(store, tmp_path):
    await put(store, "w/one", b"abc", tmp_path)

    with pytest.raises(Cut):
        await read(store, "w/one", 0, 4)


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "", "."])
async def test_no_name_leads_out_of_the_folder(tmp_path, name):
    threads = Threads()
    store = DiskStore(tmp_path / "files", threads)

    with pytest.raises(ValueError, match="leads out"):
        await store.delete(name)
    store.close()


async def test_object_storage_refuses_a_wrong_secret(s3_settings: Settings, tmp_path):
    wrong = s3_settings.model_copy(update={"s3_secret_key": type(s3_settings.s3_secret_key)("wrong")})
    store = open_s3(wrong, Threads())

    with pytest.raises(StoreUnavailable):
        await put(store, "w/one", b"x", tmp_path)
    store.close()


async def test_object_storage_that_is_not_there_is_unavailable(tmp_path):
    nowhere = {"s3_endpoint": "http://127.0.0.1:9", "s3_access_key": "a", "s3_secret_key": "b"}
    store = open_s3(Settings(_env_file=None, **nowhere, s3_bucket="bucket"), Threads())

    with pytest.raises(StoreUnavailable):
        await put(store, "w/one", b"x", tmp_path)
    store.close()
