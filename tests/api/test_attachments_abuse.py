"""Uploads as nobody should send them: endless, slow, lying, too many. Nothing of them is left."""

import asyncio
import contextlib
import io
import zipfile

import pytest
from authors import API, Author, refused, visitor
from files import PNG, files_in, send, uploaded
from live import served
from sqlalchemy import func, select

from app.kit.errors import DbcvError
from app.main import Front
from app.media.spool import Spool
from app.media.threads import Threads
from app.storage.models import Attachment, StoredFile
from drive import calling
from eventually import PATIENCE
from factories import make_person

MEGABYTE = b"x" * 1024 * 1024


@pytest.fixture
async def small(start_app):
    """`await small(attachment_max_bytes=…)`: an author with a bot and a channel where limits are low."""

    async with contextlib.AsyncExitStack() as open_clients:

        async def start(**limits):
            app = await start_app(**limits)
            client = await open_clients.enter_async_context(calling(Front(app)))
            author = Author(client, await make_person(app, "DEVELOPER"))
            bot = await author.published()
            return app, author, bot, await author.channel(bot)

        yield start


async def rows(app):
    async with app.state.parts.database.unit_of_work() as work:
        return [
            await work.scalar(select(func.count()).select_from(table)) for table in (Attachment, StoredFile)
        ]


async def endless():
    while True:
        yield MEGABYTE


async def test_only_the_kinds_an_operator_wants_are_kept_whatever_they_are_called(small, tmp_path):
    app, author, bot, channel = await small(attachment_types="image/*, application/pdf")
    person = await visitor(author)
    place = f"/channels/{channel}/attachments"

    for headers, path, query in ((author.headers, "/attachments", {"bot_id": bot}), (person, place, {})):
        for content in (b"<!doctype html><p>x", b"plain words", b"PK\x03\x04" + b"\0" * 40):
            answer = await send(author.client, headers, path, content, name="a.png", **query)
            assert refused(answer) == (422, "attachment:kind")
        assert files_in(tmp_path) == []
    assert await rows(app) == [0, 0]
    await uploaded(author.client, author.headers, "/attachments", bot_id=bot)
    await uploaded(author.client, person, place, b"%PDF-1.7\n")


async def test_an_endless_upload_ends_at_the_limit(small, tmp_path):
    app, author, bot, _ = await small(attachment_max_bytes=3_000_000)

    answer = await send(author.client, author.headers, "/attachments", endless(), bot_id=bot)

    assert refused(answer) == (413, "api:too_large")
    assert answer.headers["connection"] == "close"
    assert files_in(tmp_path) == []
    assert await rows(app) == [0, 0]


async def test_a_file_of_just_the_limit_is_taken_and_one_byte_more_is_not(small, tmp_path):
    _, author, bot, _ = await small(attachment_max_bytes=1000)

    await uploaded(author.client, author.headers, "/attachments", b"x" * 1000, bot_id=bot)
    answer = await send(author.client, author.headers, "/attachments", b"x" * 1001, bot_id=bot)

    assert refused(answer) == (413, "api:too_large")
    assert len(files_in(tmp_path)) == 1


async def test_an_empty_file_is_no_file(small, tmp_path):
    app, author, bot, _ = await small()

    answer = await send(author.client, author.headers, "/attachments", b"", bot_id=bot)

    assert refused(answer) == (422, "attachment:empty")
    assert await rows(app) == [0, 0]
    assert files_in(tmp_path) == []


async def test_a_form_is_refused_with_a_word_of_what_is_wanted(small):
    _, author, bot, _ = await small()

    answer = await author.call("POST", "/attachments", params={"bot_id": bot}, files={"file": PNG})

    assert refused(answer) == (400, "attachment:multipart")


async def raw(address, path, headers, body):
    """Send bytes as they are; what the server says until it closes, or nothing more comes."""
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [
        f"POST {API}{path} HTTP/1.1",
        f"Host: {address}",
        *(f"{key}: {word}" for key, word in headers.items()),
    ]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    await writer.drain()
    return reader, writer


async def until(holds):
    """Other tasks have their turn between two looks."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if holds():
                return
            await asyncio.sleep(0)


async def test_a_client_that_leaves_in_the_middle_leaves_nothing(small, tmp_path):
    app, author, bot, _ = await small()
    async with served(app) as address:
        headers = {**author.headers, "Content-Length": "1000000"}
        _, writer = await raw(address, f"/attachments?bot_id={bot}", headers, b"x" * 300_000)
        await until(lambda: files_in(tmp_path) != [])
        writer.transport.abort()
        await until(lambda: files_in(tmp_path) == [])
    assert await rows(app) == [0, 0]


async def test_a_length_that_is_too_large_is_refused_before_anything_is_read(small, tmp_path):
    app, author, bot, _ = await small(attachment_max_bytes=1000)
    async with served(app) as address:
        headers = {**author.headers, "Content-Length": "99999999999"}
        reader, writer = await raw(address, f"/attachments?bot_id={bot}", headers, b"")
        async with asyncio.timeout(PATIENCE):
            said = await reader.read()  # until the server closes
        writer.close()
    assert said.startswith(b"HTTP/1.1 413")
    assert files_in(tmp_path) == []


async def test_more_than_the_length_said_is_not_part_of_the_file(small):
    app, author, bot, _ = await small()
    async with served(app) as address:
        headers = {**author.headers, "Content-Length": "5", "Connection": "close"}
        reader, writer = await raw(address, f"/attachments?bot_id={bot}", headers, b"hello, and more")
        async with asyncio.timeout(PATIENCE):
            said = await reader.read()
        writer.close()
    assert b" 201 " in said.splitlines()[0]
    assert b'"size":5,' in said


async def test_an_upload_that_crawls_is_given_up(tmp_path):
    threads = Threads()
    spool = Spool(tmp_path, threads, limit=1000, grace=0.05)
    never = asyncio.Event()

    async def crawling():
        yield b"a"
        await never.wait()

    with pytest.raises(DbcvError) as refusal:
        async with spool.receive(crawling()):
            pass

    assert (refusal.value.status, refusal.value.code) == (408, "attachment:too_slow")
    assert list(tmp_path.iterdir()) == []
    threads.close()


async def test_a_process_takes_only_so_many_uploads_at_once(tmp_path):
    threads = Threads()
    spool = Spool(tmp_path, threads, limit=1000, at_once=1)

    async def some():
        yield b"a"

    async with spool.receive(some()):
        with pytest.raises(DbcvError) as refusal:
            async with spool.receive(some()):
                pass
    async with spool.receive(some()) as received:
        assert received.size == 1

    assert (refusal.value.status, refusal.value.code) == (429, "attachment:busy")
    threads.close()


async def test_a_workspace_has_so_much_room_and_the_same_bytes_take_none(small, tmp_path):
    _, author, bot, _ = await small(media_workspace_bytes=2500)

    await uploaded(author.client, author.headers, "/attachments", b"a" * 1000, bot_id=bot)
    second = await uploaded(author.client, author.headers, "/attachments", b"b" * 1000, bot_id=bot)
    await uploaded(author.client, author.headers, "/attachments", b"a" * 1000, bot_id=bot)
    full = await send(author.client, author.headers, "/attachments", b"c" * 1000, bot_id=bot)
    await author.call("DELETE", f"/attachments/{second['id']}")
    again = await send(author.client, author.headers, "/attachments", b"c" * 1000, bot_id=bot)

    assert refused(full) == (413, "attachment:no_room")
    assert again.status_code == 201
    assert len(files_in(tmp_path)) == 2


async def test_many_at_once_do_not_get_past_the_room_there_is(small, tmp_path):
    app, author, bot, _ = await small(media_workspace_bytes=3500)
    contents = [bytes([65 + number]) * 1000 for number in range(10)]

    answers = await asyncio.gather(
        *(send(author.client, author.headers, "/attachments", one, bot_id=bot) for one in contents)
    )

    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [413] * 7
    assert await rows(app) == [3, 3]
    assert len(files_in(tmp_path)) == 3


async def test_many_uploads_of_the_same_bytes_at_once_are_stored_once(small, tmp_path):
    app, author, bot, _ = await small()

    answers = await asyncio.gather(
        *(send(author.client, author.headers, "/attachments", PNG, bot_id=bot) for _ in range(8))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert await rows(app) == [8, 1]
    assert len(files_in(tmp_path)) == 1


async def test_uploading_and_removing_the_same_bytes_at_once_never_loses_them(small, tmp_path):
    app, author, bot, _ = await small()
    kept = []

    async def come_and_go():
        for _ in range(6):
            answer = await send(author.client, author.headers, "/attachments", PNG, bot_id=bot)
            if answer.status_code == 201:
                assert (await author.client.get(answer.json()["url"])).content == PNG
                await author.call("DELETE", f"/attachments/{answer.json()['id']}")
            else:
                assert refused(answer) == (503, "attachment:try_again")

    async def stay():
        while len(kept) < 3:
            answer = await send(author.client, author.headers, "/attachments", PNG, bot_id=bot)
            if answer.status_code == 201:
                kept.append(answer.json())

    await asyncio.gather(come_and_go(), come_and_go(), stay())

    for file in kept:
        assert (await author.client.get(file["url"])).content == PNG
    assert await rows(app) == [3, 1]
    assert len(files_in(tmp_path)) == 1


async def test_a_person_has_so_much_room_in_channels(small):
    _, author, _, channel = await small(media_person_bytes=1500)
    ada, bob = await visitor(author), await visitor(author, "Bob")
    path = f"/channels/{channel}/attachments"

    await uploaded(author.client, ada, path, b"a" * 1000)

    assert refused(await send(author.client, ada, path, b"b" * 1000)) == (413, "attachment:too_many")
    assert (await send(author.client, bob, path, b"b" * 1000)).status_code == 201


async def test_visitors_leave_room_for_the_authors(small):
    _, author, bot, channel = await small(media_workspace_bytes=1000)

    refusal = await send(author.client, await visitor(author), f"/channels/{channel}/attachments", b"a" * 900)

    assert refused(refusal) == (413, "attachment:no_room")
    assert (
        await send(author.client, author.headers, "/attachments", b"a" * 900, bot_id=bot)
    ).status_code == 201


async def test_an_address_uploads_only_so_often(small):
    _, author, _, channel = await small(uploads_per_minute=2)
    path = f"/channels/{channel}/attachments"

    answers = [await send(author.client, await visitor(author), path, PNG) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert refused(answers[2])[1] == "attachment:too_many_uploads"
    assert int(answers[2].headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x=1.png", "aSet-Cookie: x=1.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ('прайс "лист".pdf', 'прайс "лист".pdf'),
        ("a/b\\c\0d", "cd"),
        ("", "file"),
    ],
)
async def test_a_hostile_name_changes_neither_place_nor_header(small, tmp_path, name, kept):
    _, author, bot, _ = await small()

    file = await uploaded(author.client, author.headers, "/attachments", bot_id=bot, name=name)
    given = await author.client.get(file["url"])

    assert file["name"] == kept
    assert "set-cookie" not in given.headers
    assert given.headers["content-disposition"].isascii()
    assert [path.name.split(".")[0] for path in files_in(tmp_path)] == [file["sha256"]]


async def test_a_bomb_is_bytes_like_any_other(small, tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 50_000_000)
    _, author, bot, _ = await small(attachment_max_bytes=100_000)

    file = await uploaded(author.client, author.headers, "/attachments", bomb.getvalue(), bot_id=bot)

    assert (file["content_type"], file["size"]) == ("application/zip", len(bomb.getvalue()))
    given = await author.client.get(file["url"], headers={"Accept-Encoding": "gzip"})
    assert given.content == bomb.getvalue()


async def test_nothing_is_left_where_the_bot_went_away_meanwhile(small, tmp_path):
    app, author, bot, _ = await small()
    come, go = asyncio.Event(), asyncio.Event()

    async def slowly():
        yield b"first"
        come.set()
        await go.wait()
        yield b"last"

    uploading = asyncio.create_task(send(author.client, author.headers, "/attachments", slowly(), bot_id=bot))
    await come.wait()
    assert (await author.call("DELETE", f"/bots/{bot}")).status_code == 204
    go.set()

    assert refused(await uploading) == (404, "attachment:owner_gone")
    assert await rows(app) == [0, 0]
    assert files_in(tmp_path) == []
