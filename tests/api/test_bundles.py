"""Bundles: a bot with its files in one archive, and archives that mean harm."""

import io
import json
import struct
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from authors import ECHO, Author, done, refused
from files import PNG, uploaded
from sqlalchemy import func, select

from app.authoring.exchange import LARGEST
from app.engine.document import parse_document, read_source, to_yaml
from app.kit import clock
from app.media.sweeping import sweep_files
from app.runtime.postgres import open_pool
from app.storage.models import Attachment, Bot, StoredFile
from drive import calling
from factories import make_person


def shows(*files):
    attachments = [{"file": one, "type": "image"} for one in files]
    return {**ECHO, "steps": [{"id": "hello", "message": {"attachments": attachments}}]}


def archive(entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in entries:
            made.writestr(name, content)
    return out.getvalue()


async def bundle(author, bot):
    answer = await author.call("GET", f"/bots/{bot}/export", params={"format": "bundle"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return answer.content


async def send(author, content, **query):
    return await author.call("POST", "/bots/import", content=content, params=query)


async def bot_with_file(author):
    bot = (await author.import_bot())["id"]
    file = await uploaded(author.client, author.headers, "/attachments", bot_id=bot, name="sun.png")
    await author.import_bot(shows(file["id"]), target_bot_id=bot)
    return bot, file["id"]


def names(content):
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


async def test_a_bundle_brings_a_bot_and_its_files_to_another_workspace(app, author):
    bot, file = await bot_with_file(author)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    content = await bundle(author, bot)
    assert names(content) == ["bot.yaml", f"attachments/{file}/sun.png"]
    theirs = done(await send(stranger, content), 201)

    (attachment,) = read_source(await stranger.export(theirs["id"]))["steps"][0]["message"]["attachments"]
    assert attachment["file"] != file
    shown = done(await stranger.call("GET", f"/attachments/{attachment['file']}"))
    assert (shown["bot_id"], shown["name"]) == (theirs["id"], "sun.png")
    read = await stranger.call("GET", f"/attachments/{attachment['file']}/content")
    assert read.content == PNG


async def test_a_bundle_over_its_own_bot_changes_nothing_and_is_the_same_to_the_byte(author):
    bot, file = await bot_with_file(author)
    content = await bundle(author, bot)

    again = done(await send(author, content, target_bot_id=bot), 201)

    assert again["revision"] == 2
    assert await bundle(author, bot) == content
    files = done(await author.call("GET", "/attachments", params={"bot_id": bot}))["items"]
    assert [one["id"] for one in files] == [file]


async def test_files_nobody_has_are_left_out(author):
    missing = str(uuid4())
    bot = (await author.import_bot(shows(missing)))["id"]

    content = await bundle(author, bot)

    assert names(content) == ["bot.yaml"]
    there = done(await send(author, content), 201)
    assert missing in await author.export(there["id"])


async def test_files_of_other_workspaces_are_left_out(app, author):
    _, file = await bot_with_file(author)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))
    bot = (await stranger.import_bot(shows(file)))["id"]

    assert names(await bundle(stranger, bot)) == ["bot.yaml"]


async def test_a_preview_tells_the_difference_and_writes_nothing(author):
    bot = (await author.import_bot())["id"]
    changed = {**ECHO, "name": "Other", "first_step": "nowhere"}

    for content in (json.dumps(changed), archive([("bot.json", json.dumps(changed))])):
        told = done(await send(author, content, target_bot_id=bot, preview="true"))
        assert told["preview"] is True
        assert told["difference"]["counts"] == {"added": 0, "removed": 0, "changed": 1, "moved": 0}
        fields = told["difference"]["changes"][0]["fields"]
        assert [(one["path"], one["before"], one["after"]) for one in fields] == [
            ("name", "Echo", "Other"),
            ("first_step", "hello", "nowhere"),
        ]
        assert "error" in {issue["severity"] for issue in told["issues"]}
    assert done(await author.call("GET", f"/bots/{bot}"))["revision"] == 1


async def test_a_preview_of_a_new_bot_tells_all_of_it(author):
    told = done(await send(author, json.dumps(ECHO), preview="true"))

    assert told["difference"]["counts"]["added"] == 2
    assert done(await author.call("GET", "/bots"))["items"] == []


FILE = f"attachments/{uuid4()}/a.png"
DOCUMENT = ("bot.yaml", to_yaml(parse_document(ECHO)))


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([], "bundle:no_document"),
        ([DOCUMENT, ("bot.json", "{}")], "bundle:no_document"),
        ([DOCUMENT, ("../evil", "x")], "bundle:unsafe_name"),
        ([DOCUMENT, ("/etc/passwd", "x")], "bundle:unsafe_name"),
        ([DOCUMENT, ("C:/x", "x")], "bundle:unsafe_name"),
        ([DOCUMENT, ("attachments\\x", "x")], "bundle:unsafe_name"),
        ([DOCUMENT, (f"attachments/{uuid4()}/..", "x")], "bundle:unsafe_name"),
        ([DOCUMENT, ("readme.txt", "x")], "bundle:unknown_entry"),
        ([DOCUMENT, ("attachments/no-id/a.png", "x")], "bundle:unknown_entry"),
        ([DOCUMENT, (FILE, "x"), (FILE.replace("a.png", "b.png"), "y")], "bundle:duplicate_entry"),
        ([("bot.yaml", "steps: 5")], "document:invalid"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
async def test_archives_that_are_no_bundle_are_refused(author, entries, code):
    assert refused(await send(author, archive(entries))) == (422, code)
    assert done(await author.call("GET", "/bots"))["items"] == []


async def test_a_name_that_comes_twice_is_refused(author):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive([DOCUMENT, DOCUMENT])

    assert refused(await send(author, twice))[1] in {"bundle:no_document", "bundle:duplicate_entry"}


@pytest.mark.parametrize(
    "entries",
    [
        [("bot.yaml", b" " * (LARGEST + 1))],
        [DOCUMENT, (FILE, b"\0" * 220_000_000)],
        [DOCUMENT, *((f"attachments/{uuid4()}/{n}", b"") for n in range(1001))],
    ],
    ids=["document", "bomb", "entries"],
)
async def test_archives_that_are_too_much_are_refused(author, entries):
    status, code = refused(await send(author, archive(entries)))

    assert (status, code.partition(":")[2]) in {(413, "too_large"), (413, "too_many_entries")}


async def test_a_file_too_large_leaves_no_bot_behind(start_app):
    app = await start_app(attachment_max_bytes=1000)
    async with calling(app) as client:
        author = Author(client, await make_person(app, "DEVELOPER"))
        file = str(uuid4())
        entries = [("bot.yaml", json.dumps(shows(file))), (f"attachments/{file}/a.bin", b"\0" * 1001)]

        assert refused(await send(author, archive(entries))) == (413, "bundle:file_too_large")
        assert done(await author.call("GET", "/bots"))["items"] == []


async def test_a_damaged_file_leaves_no_bot_and_no_files_behind(author):
    first, second = str(uuid4()), str(uuid4())
    entries = [
        ("bot.yaml", json.dumps(shows(first, second))),
        (f"attachments/{first}/a", b"first"),
        (f"attachments/{second}/b", b"second"),
    ]
    damaged = archive(entries, zipfile.ZIP_STORED).replace(b"second", b"sekond", 1)

    assert refused(await send(author, damaged)) == (422, "bundle:unreadable")
    assert done(await author.call("GET", "/bots"))["items"] == []


class Watched:
    """The shelf of an app, with something that happens at each file."""

    def __init__(self, shelf, *, taking=None, dropping=None):
        self._shelf = shelf
        self._on = {"take": taking, "drop": dropping}
        self.calls = []

    def __getattr__(self, name):
        return getattr(self._shelf, name)

    async def take(self, *args):
        await self._happen("take")
        return await self._shelf.take(*args)

    async def drop(self, file):
        await self._happen("drop")
        await self._shelf.drop(file)

    async def _happen(self, name):
        self.calls.append(name)
        if self._on[name] is not None:
            await self._on[name](self.calls.count(name))


def two_files():
    first, second = str(uuid4()), str(uuid4())
    entries = [
        ("bot.yaml", json.dumps(shows(first, second))),
        (f"attachments/{first}/a", b"first"),
        (f"attachments/{second}/b", b"second"),
    ]
    return archive(entries)


async def count(app, model):
    async with app.state.database.unit_of_work() as session:
        return await session.scalar(select(func.count()).select_from(model))


async def test_while_the_files_of_a_bundle_come_in_there_is_no_bot_yet(app, author):
    seen = []

    async def look(_):
        seen.append((await count(app, Bot), await count(app, Attachment)))

    app.state.shelf = Watched(app.state.shelf, taking=look)
    done(await send(author, two_files()), 201)

    assert seen == [(0, 0), (0, 0)]
    assert (await count(app, Bot), await count(app, Attachment)) == (1, 2)


async def test_what_an_import_leaves_that_died_on_the_way_is_swept(app, author, database_url):
    async def die(_):
        raise ConnectionError

    async def die_at_the_second(number):
        if number == 2:
            await die(number)

    app.state.shelf = Watched(app.state.shelf, taking=die_at_the_second, dropping=die)
    assert (await send(author, two_files())).status_code == 503
    assert await count(app, Bot) == await count(app, Attachment) == 0
    assert await count(app, StoredFile) == 1

    pool = await open_pool(database_url, size=1)
    try:
        await sweep_files(pool, app.state.media.store, clock.now() + timedelta(minutes=1))
    finally:
        await pool.close()
    assert await count(app, StoredFile) == 0


async def test_every_file_of_a_failed_import_is_dropped_though_dropping_one_fails(app, author):
    async def fail_at_the_first(number):
        if number == 1:
            raise ConnectionError

    app.state.shelf = Watched(app.state.shelf, dropping=fail_at_the_first)
    files = [str(uuid4()) for _ in range(3)]
    named = [(f"attachments/{one}/{number}", f"file {number}") for number, one in enumerate(files)]
    entries = [("bot.yaml", json.dumps(shows(*files))), *named]
    damaged = archive(entries, zipfile.ZIP_STORED).replace(b"file 2", b"fire 2", 1)

    assert (await send(author, damaged)).status_code == 503
    assert app.state.shelf.calls == ["take", "take", "take", "drop", "drop"]
    assert await count(app, StoredFile) == 1


async def test_an_import_over_a_draft_that_has_moved_on_keeps_no_file(app, author):
    bot = (await author.import_bot())["id"]
    app.state.shelf = Watched(app.state.shelf)

    answer = await send(author, two_files(), target_bot_id=bot, base_revision="0")

    assert refused(answer) == (409, "change:conflict")
    assert app.state.shelf.calls == []


def _lying_about_its_length(content):
    at = content.rindex(b"PK\x05\x06")
    return content[: at + 12] + struct.pack("<L", 2**31) + content[at + 16 :]


@pytest.mark.parametrize(
    "broken",
    [
        lambda content: content[:-5],
        lambda content: content + b"comment",
        lambda content: b"PK\x03\x04" + b"\0" * 100,
        _lying_about_its_length,
        lambda content: content.replace(b"PK\x01\x02", b"PK\x01\x03"),
        lambda content: content[:4],
    ],
)
async def test_what_is_no_archive_is_refused(author, broken):
    status, code = refused(await send(author, broken(archive([DOCUMENT]))))

    assert (status, code) in {(422, "bundle:unreadable"), (413, "bundle:too_many_entries")}


async def test_a_locked_archive_is_refused(author):
    content = bytearray(archive([DOCUMENT]))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refused(await send(author, bytes(content))) == (422, "bundle:encrypted")


async def test_strangers_get_no_bundle(app, author):
    bot, _ = await bot_with_file(author)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))

    answer = await stranger.call("GET", f"/bots/{bot}/export", params={"format": "bundle"})
    assert refused(answer) == (404, "bot:not_found")
    assert refused(await send(stranger, await bundle(author, bot), target_bot_id=bot)) == (
        404,
        "bot:not_found",
    )


def unknown_files(answer):
    return [issue["path"] for issue in answer["issues"] if issue["code"] == "message:unknown_file"]


async def test_a_message_that_shows_a_file_nobody_has_is_an_issue(app, author):
    bot, file = await bot_with_file(author)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))
    missing, (_, theirs) = str(uuid4()), await bot_with_file(stranger)

    over = await author.import_bot(shows(file, missing, "{$session.file$}", theirs), target_bot_id=bot)

    there = [f"steps.0.message.attachments.{number}.file" for number in (1, 3)]
    assert unknown_files(over) == there
    for path in ("inspect", "draft"):
        assert unknown_files(done(await author.call("GET", f"/bots/{bot}/{path}"))) == there
    change = {"op": "set", "path": "steps.hello.message.attachments.0.file", "value": missing}
    changes = {"base_revision": over["revision"], "operations": [change]}
    made = done(await author.call("POST", f"/bots/{bot}/changes", json=changes))
    assert len(unknown_files(made)) == 3
    await author.publish(bot)


async def test_files_that_come_with_a_bundle_are_known_when_it_is_previewed(author):
    told = done(await send(author, two_files(), preview="true"))

    assert unknown_files(told) == []
