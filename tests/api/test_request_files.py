"""Requests that send files along: those of authors, and those a person has sent to this very bot."""

import json
from typing import Any

import pytest
from authors import ECHO, Author, done
from files import PNG, uploaded
from live import working
from talks import visit

from app.faststream_app import user_app
from app.main import Front
from drive import calling
from egress_servers import answer, serving
from factories import make_person


@pytest.fixture
async def here(start_app):
    app = await start_app(egress_allow="127.0.0.1")
    async with calling(Front(app)) as client, working(user_app(app.state.parts.settings)):
        yield Author(client, await make_person(app, "DEVELOPER"))


def posting(url: str) -> dict[str, Any]:
    """Sends on what a person sends; a text is taken for the link of a file."""
    request = {"id": "r", "method": "POST", "url": url}
    sent = {**request, "multipart": {"photo": "{$message.attachments.0$}", "by": "{$user.name$}"}}
    named = {**request, "id": "named", "file": "{$message.text$}"}
    has = {"field": "message.attachments", "operator": "is_not_empty"}
    told = {"id": "told", "message": {"text": "{$response.status$} {$response.error$}"}}
    rules = {"condition": "AND", "rules": [has]}
    first = [{"id": "d", "to": "sends", "rules": rules}, {"id": "e", "to": "names"}]

    def asks(step: str, asked: str) -> dict[str, Any]:
        ways = [{"id": f"to-{step}", "to": "told"}]
        group = {"id": f"g-{step}", "type": "response", "request": asked, "connections": ways}
        return {"id": step, "proxy": True, "groups": [group]}

    hello = {"id": "hello", "groups": [{"id": "one", "connections": first}]}
    steps = [hello, asks("sends", "r"), asks("names", "named"), told]
    return {**ECHO, "first_step": "hello", "steps": steps, "requests": [sent, named]}


async def test_what_a_person_sends_goes_on_and_what_others_sent_does_not(here):
    async with serving(answer(200)) as server:
        bot = await here.published(posting(server.url))
        guest = await visit(here, bot)
        bob = await visit(here, bot, guest.channel)
        file = await uploaded(here.client, guest.headers, f"/channels/{guest.channel}/attachments", PNG)
        await guest.start()
        await guest.say("look", attachments=[{"url": file["url"], "type": "image", "name": "me.png"}])
        assert await guest.replies(1) == ["200 "]
        await bob.start()
        await bob.say(file["url"])
        assert await bob.replies(1) == ["0 http:invalid"]

    (seen,) = server.seen
    assert PNG in seen.body
    assert b'name="photo"; filename="me.png"\r\nContent-Type: image/png' in seen.body
    assert seen.header("content-type").startswith("multipart/form-data; boundary=")


async def test_an_authors_file_is_sent_by_its_id_or_link(here):
    bot = (await here.import_bot(ECHO))["id"]
    file = await uploaded(here.client, here.headers, "/attachments", PNG, bot_id=bot)
    stranger = Author(here.client, await make_person(here.client._transport.app.app, "DEVELOPER"))
    theirs = (await stranger.import_bot(ECHO))["id"]
    async with serving(answer(200)) as server:
        for author, owner in ((here, bot), (stranger, theirs)):
            for named in (file["id"], file["url"], f"http://127.0.0.1:8000{file['url']}"):
                wanted = {"bot_id": owner, "method": "PUT", "url": server.url, "file": named}
                request = done(await author.call("POST", "/requests", json=wanted), 201)["id"]
                ran = done(await author.call("POST", f"/requests/{request}/execute", json={}))
                assert ran["answer"]["error"] == (None if author is here else "http:invalid")
                assert ran["sent"]["file"] == {"file": named}
    assert [(seen.body, seen.header("content-type")) for seen in server.seen] == [(PNG, "image/png")] * 3


async def test_a_link_of_an_upload_in_a_body_is_a_whole_address(here):
    bot = (await here.import_bot(ECHO))["id"]
    file = await uploaded(here.client, here.headers, "/attachments", PNG, bot_id=bot)
    async with serving(answer(200)) as server:
        body = {"photo": "{$message.attachments.0.url$}"}
        wanted = {"bot_id": bot, "method": "POST", "url": server.url, "body": body}
        request = done(await here.call("POST", "/requests", json=wanted), 201)["id"]
        variables = {"message": {"attachments": [{"url": file["url"]}]}}
        done(await here.call("POST", f"/requests/{request}/execute", json={"variables": variables}))
    assert json.loads(server.seen[0].body) == {"photo": f"http://localhost:8000{file['url']}"}
