"""Files of bots and of people in channels: uploaded, listed, read, given out, removed."""

import hashlib

import pytest
from authors import API, NOBODY, Author, done, refused, visitor
from files import PNG, SIZE, files_in, send, uploaded
from sqlalchemy import select

from app.storage.models import Audit, BotAccess
from factories import make_person

WHOLE = (200, 0, SIZE - 1)
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.fixture
async def bot(author):
    return (await author.import_bot())["id"]


@pytest.fixture
async def picture(author, bot):
    return await uploaded(author.client, author.headers, "/attachments", bot_id=bot, name="dot.png")


async def test_an_uploaded_file_is_described_by_its_bytes(author, bot, picture):
    assert picture.keys() == {
        *("id", "bot_id", "channel_id", "url", "type", "name"),
        *("content_type", "size", "sha256", "created_at"),
    }
    assert picture["bot_id"] == bot
    assert (picture["name"], picture["type"], picture["content_type"]) == ("dot.png", "image", "image/png")
    assert (picture["size"], picture["sha256"]) == (len(PNG), hashlib.sha256(PNG).hexdigest())
    assert done(await author.call("GET", f"/attachments/{picture['id']}")) == picture


async def test_whoever_has_the_link_opens_it_and_nobody_guesses_it(client, picture):
    shown = await client.get(picture["url"])

    assert (shown.status_code, shown.content) == (200, PNG)
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["content-disposition"].startswith('inline; filename="dot.png"')
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"] == "private, max-age=86400, immutable"
    assert shown.headers["etag"] == f'"{picture["sha256"]}"'
    bare = picture["url"].split("?")[0]
    assert refused(await client.get(bare)) == (401, "auth:required")
    for key in ("", "x", picture["url"].split("=")[1][:-1], "ж", "\0"):
        assert refused(await client.get(bare, params={"key": key})) == (404, "attachment:not_found")
    assert refused(await client.get(f"{API}/attachments/{NOBODY}/content?key=x"))[0] == 404


@pytest.mark.parametrize("content", [HTML, SVG, b"alert(1)", b"MZ" + b"\0" * 80])
async def test_what_could_run_is_saved_and_never_shown(author, client, bot, content):
    file = await uploaded(author.client, author.headers, "/attachments", content, bot_id=bot, name="a.png")

    given = await client.get(file["url"])

    assert file["type"] == "file"
    assert given.headers["content-disposition"].startswith("attachment;")
    assert given.headers["content-type"].split(";")[0] in {"application/octet-stream", "text/plain"}
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert given.content == content


async def test_a_declared_type_is_not_believed(author, bot):
    headers = {**author.headers, "Content-Type": "image/png"}

    file = done(await send(author.client, headers, "/attachments", HTML, bot_id=bot, name="a.png"), 201)

    assert file["content_type"] == "text/html"


async def test_a_picture_that_is_a_script_too_is_a_picture_to_the_browser(author, client, bot):
    both = b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)//<script>alert(1)</script>"

    given = await client.get(
        (await uploaded(author.client, author.headers, "/attachments", both, bot_id=bot))["url"]
    )

    assert given.headers["content-type"] == "image/gif"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in given.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("bytes=0-3", (206, 0, 3)),
        ("bytes=-4", (206, SIZE - 4, SIZE - 1)),
        ("bytes=60-", (206, 60, SIZE - 1)),
        ("bytes=9-1", WHOLE),
    ],
)
async def test_a_part_can_be_asked_for(client, picture, asked, answered):
    status, first, last = answered
    given = await client.get(picture["url"], headers={"Range": asked})

    assert (given.status_code, given.content) == (status, PNG[first : last + 1])
    assert int(given.headers["content-length"]) == last + 1 - first
    if status == 206:
        assert given.headers["content-range"] == f"bytes {first}-{last}/{SIZE}"


async def test_a_part_behind_the_end_is_refused(client, picture):
    given = await client.get(picture["url"], headers={"Range": f"bytes={SIZE}-"})

    assert refused(given) == (416, "attachment:range")
    assert given.headers["content-range"] == f"bytes */{SIZE}"


async def test_who_has_it_already_is_told_so(client, picture):
    etag = f'"{picture["sha256"]}"'

    same = await client.get(picture["url"], headers={"If-None-Match": f'"x", W/{etag}'})
    part = await client.get(picture["url"], headers={"Range": "bytes=0-0", "If-Range": etag})
    changed = await client.get(picture["url"], headers={"Range": "bytes=0-0", "If-Range": '"x"'})

    assert (same.status_code, same.content) == (304, b"")
    assert (part.status_code, changed.status_code) == (206, 200)


async def test_head_tells_all_but_the_bytes(client, picture):
    told = await client.head(picture["url"])

    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["content-length"] == str(len(PNG))


async def test_the_same_bytes_are_stored_once_a_workspace(author, bot, app, tmp_path):
    files = [
        await uploaded(author.client, author.headers, "/attachments", bot_id=bot, name=f"{number}.png")
        for number in range(3)
    ]
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    foreign = (await other.import_bot())["id"]
    await uploaded(other.client, other.headers, "/attachments", bot_id=foreign)

    assert len({file["id"] for file in files}) == len({file["url"] for file in files}) == 3
    assert len(files_in(tmp_path)) == 2
    for file in files[:2]:
        assert (await author.call("DELETE", f"/attachments/{file['id']}")).status_code == 204
    assert (await author.client.get(files[2]["url"])).content == PNG
    assert (await author.call("DELETE", f"/attachments/{files[2]['id']}")).status_code == 204
    assert len(files_in(tmp_path)) == 1


async def test_a_removed_file_is_gone_from_its_link_too(author, picture, client):
    assert (await author.call("DELETE", f"/attachments/{picture['id']}")).status_code == 204

    assert refused(await client.get(picture["url"])) == (404, "attachment:not_found")
    assert refused(await author.call("DELETE", f"/attachments/{picture['id']}"))[0] == 404


def showing(file_id):
    message = {"text": "Look", "attachments": [{"type": "image", "file": file_id}]}
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": "Shop",
        "first_step": "hello",
        "steps": [{"id": "hello", "message": message}, {"id": "bye", "message": {"text": "Bye"}}],
    }


async def test_a_file_that_a_bot_shows_is_removed_only_by_force(author, bot, picture):
    place = f"/attachments/{picture['id']}"
    replaced = {"target_bot_id": bot}
    done(await author.call("POST", "/bots/import", params=replaced, json=showing(picture["id"])), 201)

    answer = await author.call("DELETE", place)
    assert refused(answer) == (409, "attachment:in_use")
    draft = {"bot_id": bot, "bot_name": "Shop", "version": None, "paths": ["steps.hello"]}
    assert answer.json()["error"]["details"]["usages"] == [draft]

    await author.publish(bot)
    done(await author.call("POST", "/bots/import", params=replaced, json=showing(NOBODY)), 201)
    (running,) = (await author.call("DELETE", place)).json()["error"]["details"]["usages"]
    assert running == {**draft, "version": 1}
    assert (await author.call("DELETE", place, params={"force": True})).status_code == 204


async def test_who_has_a_share_of_one_bot_is_told_of_no_other(author, app, bot, picture):
    await author.import_bot(showing(picture["id"]))
    friend = Author(author.client, await make_person(app, "DEVELOPER"))
    async with app.state.parts.database.unit_of_work() as work:
        work.add(BotAccess(bot_id=bot, user_id=friend.person.id, role="EDITOR"))

    answer = await friend.call("DELETE", f"/attachments/{picture['id']}")

    assert refused(answer) == (409, "attachment:in_use")
    assert answer.json()["error"]["details"]["usages"] == []


async def test_files_of_a_bot_are_listed_in_pages_and_searched(author, bot):
    names = ["one.png", "two.png", "100%.png"]
    for name in names:
        await uploaded(author.client, author.headers, "/attachments", bot_id=bot, name=name)

    first = done(await author.call("GET", "/attachments", params={"bot_id": bot, "limit": 2}))
    rest = {"bot_id": bot, "cursor": first["next_cursor"]}
    second = done(await author.call("GET", "/attachments", params=rest))
    found = done(await author.call("GET", "/attachments", params={"bot_id": bot, "search": "0%"}))

    assert [one["name"] for one in first["items"] + second["items"]] == names
    assert second["next_cursor"] is None
    assert [one["name"] for one in found["items"]] == ["100%.png"]
    assert refused(await author.call("GET", "/attachments")) == (422, "api:invalid")


async def test_a_file_of_a_bot_is_out_of_reach_for_strangers(app, front, author, bot, picture):
    stranger = Author(front, await make_person(app, "DEVELOPER"))
    visitor_headers = await visitor(author)
    one = f"/attachments/{picture['id']}"

    for call in (("GET", one), ("DELETE", one), ("GET", f"{one}/content")):
        assert refused(await stranger.call(*call)) == (404, "attachment:not_found")
        answer = await front.request(call[0], API + call[1], headers=visitor_headers)
        assert refused(answer) == (404, "attachment:not_found")
        assert (await front.request(call[0], API + call[1])).status_code == 401
    assert refused(await stranger.call("GET", "/attachments", params={"bot_id": bot}))[0] == 404
    assert refused(await send(front, stranger.headers, "/attachments", PNG, bot_id=bot))[0] == 404
    assert refused(await send(front, visitor_headers, "/attachments", PNG, bot_id=bot))[0] == 403


async def test_who_may_only_look_can_neither_upload_nor_remove(app, front, author, bot, picture, share):
    viewer = Author(front, await make_person(app, "DEVELOPER"))
    await share(bot, viewer.person.id, "VIEWER")

    assert done(await viewer.call("GET", f"/attachments/{picture['id']}")) == picture
    assert (await viewer.call("GET", f"/attachments/{picture['id']}/content")).content == PNG
    assert refused(await viewer.call("DELETE", f"/attachments/{picture['id']}")) == (
        403,
        "attachment:forbidden",
    )
    assert refused(await send(front, viewer.headers, "/attachments", PNG, bot_id=bot))[0] == 403


@pytest.fixture
def share(app):
    async def give(bot_id, user_id, role):
        async with app.state.parts.database.unit_of_work() as work:
            work.add(BotAccess(bot_id=bot_id, user_id=user_id, role=role))

    return give


async def test_a_visitor_uploads_in_a_channel_and_sends_the_link(author, front):
    channel = await author.channel(await author.published())
    ada = await visitor(author)

    file = await uploaded(front, ada, f"/channels/{channel}/attachments", name="мой.png")
    shown = {name: file[name] for name in ("url", "type", "name")}
    done(
        await front.post(f"{API}/channels/{channel}/messages", headers=ada, json={"attachments": [shown]}),
        202,
    )
    said = done(await front.get(f"{API}/channels/{channel}/messages", headers=ada))["items"]

    assert (file["channel_id"], file["bot_id"], file["name"]) == (channel, None, "мой.png")
    assert said[0]["attachments"] == [shown]
    assert (await front.get(said[0]["attachments"][0]["url"])).content == PNG


async def test_what_a_visitor_sent_is_for_them_and_the_authors(app, author, front):
    channel = await author.channel(await author.published())
    ada, bob = await visitor(author), await visitor(author, "Bob")
    stranger = Author(front, await make_person(app, "DEVELOPER"))
    file = await uploaded(front, ada, f"/channels/{channel}/attachments")
    one = f"{API}/attachments/{file['id']}"

    assert (await front.get(one, headers=ada)).status_code == 200
    assert (await front.get(one, headers=author.headers)).status_code == 200
    for other in (bob, stranger.headers):
        assert refused(await front.get(one, headers=other)) == (404, "attachment:not_found")
        assert refused(await front.get(f"{one}/content", headers=other)) == (404, "attachment:not_found")
        assert refused(await front.delete(one, headers=other)) == (404, "attachment:not_found")
    listed = done(await author.call("GET", "/attachments", params={"channel_id": channel}))
    assert [found["id"] for found in listed["items"]] == [file["id"]]
    hidden = await stranger.call("GET", "/attachments", params={"channel_id": channel})
    assert refused(hidden) == (404, "channel:not_found")
    nowhere = await stranger.call("GET", "/attachments", params={"channel_id": NOBODY})
    assert refused(nowhere) == (404, "channel:not_found")
    assert (await front.delete(one, headers=ada)).status_code == 204


async def test_nobody_uploads_where_they_may_not_write(author, front):
    private = await author.channel(await author.published(), is_public=False)

    answer = await send(front, await visitor(author), f"/channels/{private}/attachments", PNG)

    assert refused(answer) == (404, "channel:not_found")
    assert refused(await send(front, {}, f"/channels/{private}/attachments", PNG)) == (401, "auth:required")


async def test_uploads_and_removals_are_in_the_audit_log_without_names(author, app, picture):
    await author.call("DELETE", f"/attachments/{picture['id']}")

    async with app.state.parts.database.unit_of_work() as work:
        of_files = select(Audit).where(Audit.action.like("attachment.%")).order_by(Audit.id)
        lines = list(await work.scalars(of_files))
    what = {"content_type": "image/png", "size": len(PNG)}
    assert [(line.action, line.before, line.after) for line in lines] == [
        ("attachment.create", None, what),
        ("attachment.delete", what, None),
    ]
