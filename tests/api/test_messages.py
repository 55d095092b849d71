"""What is said in a channel over HTTP, on the hot path and past it."""

import asyncio
import json

import pytest
from authors import NOBODY, Author, done, refused
from live import working
from sqlalchemy import func, select

from app.faststream_app import user_app
from app.main import BODY_BYTES, Front
from app.storage.models import Inbox, Message
from drive import calling
from eventually import PATIENCE
from factories import make_person

HOT = "front"
PLAIN = "client"


@pytest.fixture
async def channel(author):
    return await author.channel(await author.published())


@pytest.fixture
async def ada(app, author):
    return Author(author.client, await make_person(app, "USER"))


@pytest.fixture(params=[HOT, PLAIN])
def way(request, app, ada, client):
    """The same person over the hot path, and over the framework's own route behind it."""
    return ada if request.param == HOT else Author(client, ada.person)


async def say(caller, channel, **message):
    return await caller.call("POST", f"/channels/{channel}/messages", json=message)


async def history(caller, channel, **query):
    return done(await caller.call("GET", f"/channels/{channel}/messages", params=query))


async def count(app, table):
    async with app.state.database.unit_of_work() as session:
        return await session.scalar(select(func.count()).select_from(table))


async def test_what_is_accepted_is_stored_for_good_and_numbered(app, way, channel):
    receipts = [done(await say(way, channel, text=f"{n}"), 202) for n in range(3)]

    assert [receipt["seq"] for receipt in receipts] == [1, 2, 3]
    assert {receipt["status"] for receipt in receipts} == {"accepted"}
    items = (await history(way, channel))["items"]
    assert [item["id"] for item in items] == [receipt["id"] for receipt in receipts]
    assert await count(app, Inbox) == 3


async def test_a_message_is_read_as_it_was_said(way, ada, channel):
    said = {
        "text": "Привет 👋",
        "params": {"b": 1, "a": [None, True, 1.5]},
        "attachments": [{"url": "https://files.example/a.png", "type": "image", "name": "A"}, {"url": "/x"}],
    }
    await say(way, channel, **said)
    pressed = {"button": "yes"}
    await say(way, channel, **pressed)

    one, two = (await history(way, channel))["items"]

    assert (one["text"], one["button"], one["params"]) == (said["text"], None, said["params"])
    assert list(one["params"]) == ["b", "a"]
    assert one["attachments"] == [said["attachments"][0], {"url": "/x", "type": "file"}]
    assert one["sender"] == {"kind": "user", "id": str(ada.person.id), "name": ada.person.email[:4]}
    assert (one["buttons"], one["widget"]) == ([], None)
    assert one["created_at"].endswith("Z")
    assert (two["text"], two["button"]) == ("yes", "yes")


async def test_the_same_external_id_has_the_same_answer_and_is_one_message(app, way, channel):
    first = done(await say(way, channel, text="x", external_id="e-1"), 202)
    others = await asyncio.gather(*(say(way, channel, text="x", external_id="e-1") for _ in range(10)))
    changed = done(await say(way, channel, text="other words", external_id="e-1"), 202)

    assert [done(other, 202) for other in others] == [first] * 10
    assert changed == first
    assert [item["text"] for item in (await history(way, channel))["items"]] == ["x"]
    assert (await count(app, Message), await count(app, Inbox)) == (1, 1)


async def test_an_external_id_is_its_senders_and_its_channels_own(app, author, ada, channel):
    bob = Author(author.client, await make_person(app, "USER"))
    other = await author.channel(await author.published())
    group = await author.channel(await author.published(), is_group=True)

    seen = [
        done(await say(caller, place, text="x", external_id="e-1"), 202)["id"]
        for caller, place in ((ada, channel), (bob, channel), (ada, other), (ada, group), (bob, group))
    ]

    assert len(set(seen)) == 5


async def test_history_comes_page_by_page(way, channel):
    for number in range(5):
        await say(way, channel, text=f"{number}")

    first = await history(way, channel, limit=2)
    second = await history(way, channel, limit=2, after=first["next_cursor"])
    last = await history(way, channel, limit=2, after=second["next_cursor"])

    assert [[item["seq"] for item in page["items"]] for page in (first, second, last)] == [
        [1, 2],
        [3, 4],
        [5],
    ]
    assert [page["next_cursor"] for page in (first, second, last)] == ["2", "4", None]
    assert (await history(way, channel, after=5)) == {"items": [], "next_cursor": None}
    assert [item["seq"] for item in (await history(way, channel, after=3))["items"]] == [4, 5]


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 201}, {"after": -1}, {"after": "x"}, {"after": 2**63}]
)
async def test_faulty_pages_are_named(ada, channel, query):
    answer = await ada.call("GET", f"/channels/{channel}/messages", params=query)

    assert refused(answer) == (422, "api:invalid")
    assert answer.json()["error"]["details"]["fields"][0]["path"] == f"query.{next(iter(query))}"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({}, (422, "message:empty")),
        ({"text": ""}, (422, "message:empty")),
        ({"text": None, "attachments": []}, (422, "message:empty")),
        ({"text": 5}, (422, "api:invalid")),
        ({"text": "x" * 65_537}, (413, "message:too_large")),
        ({"text": "x", "colour": "red"}, (422, "api:invalid")),
        ({"text": "x", "params": []}, (422, "api:invalid")),
        ({"text": "x", "external_id": ""}, (422, "api:invalid")),
        ({"text": "x", "external_id": "e" * 201}, (422, "api:invalid")),
        ({"text": "x", "bot_id": "nobody"}, (422, "api:invalid")),
        ({"text": "x", "bot_id": NOBODY}, (422, "channel:bot_not_here")),
        ({"attachments": [{"url": "javascript:alert(1)"}]}, (422, "api:invalid")),
        ({"attachments": [{"url": "//evil.example/x"}]}, (422, "api:invalid")),
        ({"attachments": [{"url": "http://["}]}, (422, "api:invalid")),
        ({"attachments": [{"url": "https://x.example"}] * 21}, (422, "api:invalid")),
    ],
)
async def test_what_is_no_message_is_refused_alike_on_both_ways(app, way, channel, message, expected):
    assert refused(await say(way, channel, **message)) == expected
    assert await count(app, Message) == 0


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[1", b'{"text": NaN}', b"[" * 3000])
async def test_a_body_that_is_no_json_is_malformed_on_both_ways(way, channel, body):
    headers = {"Content-Type": "application/json"}
    answer = await way.call("POST", f"/channels/{channel}/messages", content=body, headers=headers)

    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["code"] in ("api:malformed_json", "api:invalid")


@pytest.mark.parametrize("body", ["[]", "5", "null", '"text"'])
async def test_a_body_that_is_no_object_is_invalid_on_both_ways(way, channel, body):
    headers = {"Content-Type": "application/json"}
    answer = await way.call("POST", f"/channels/{channel}/messages", content=body, headers=headers)

    assert refused(answer) == (422, "api:invalid")


async def test_texts_that_can_not_be_stored_are_cleaned(ada, channel):
    for text in ("a\u0000b", "a\ud800b"):
        body = json.dumps({"text": text, "params": {"k": text}})
        headers = {"Content-Type": "application/json"}
        done(await ada.call("POST", f"/channels/{channel}/messages", content=body, headers=headers), 202)

    assert {item["text"] for item in (await history(ada, channel))["items"]} == {"a\ufffdb"}


async def test_a_body_too_large_and_one_that_is_no_json_by_its_own_word_are_refused(ada, channel):
    path = f"/channels/{channel}/messages"
    large = await ada.call("POST", path, content=b" " * (BODY_BYTES + 1))
    form = await ada.call("POST", path, data={"text": "x"})

    assert refused(large) == (413, "api:too_large")
    assert refused(form) == (400, "api:not_json")


async def test_a_channel_without_a_bot_keeps_what_is_said(app, author, ada):
    empty = await author.channel()

    assert done(await say(ada, empty, text="x"), 202)["seq"] == 1
    assert done(await ada.call("POST", f"/channels/{empty}/start"), 202)["status"] == "existing"
    assert await count(app, Inbox) == 0


async def test_a_start_is_first_contact_once_unless_it_restarts(app, ada, channel):
    path = f"/channels/{channel}/start"
    async with working(user_app(app.state.parts.settings)):
        first = done(await ada.call("POST", path, json={"params": {"from": "shop"}}), 202)
        again = done(await ada.call("POST", path), 202)
        afresh = done(await ada.call("POST", path, json={"restart": True}), 202)

        async with asyncio.timeout(PATIENCE):
            while len((await history(ada, channel))["items"]) < 2:
                pass

    assert [answer["status"] for answer in (first, again, afresh)] == ["started", "existing", "started"]
    assert [item["sender"]["kind"] for item in (await history(ada, channel))["items"]] == ["bot", "bot"]
    assert (await ada.call("POST", path, json={"again": 1})).status_code == 422


async def test_too_many_messages_that_wait_are_refused_with_when_to_come_back(start_app, author):
    app = await start_app(message_backlog=70, message_rate=0)
    channel = await author.channel(await author.published())
    person = await make_person(app, "USER")
    async with calling(Front(app)) as client:
        caller = Author(client, person)
        answers = [await say(caller, channel, text="x") for _ in range(200)]

    refusals = [answer for answer in answers if answer.status_code != 202]
    assert refusals
    assert {refused(answer) for answer in refusals} == {(429, "channel:backlog")}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refusals)


async def test_a_faulty_message_is_named_alike_whichever_way_it_comes(app, author, client):
    channel = await author.channel(await author.published())
    behind = Author(client, author.person)  # the framework's own route, without the hot one before it
    faulty = {"text": 5, "attachments": [{"url": "javascript:secret"}], "colour": "red"}

    answers = [await say(one, channel, **faulty) for one in (author, behind)]

    assert [refused(answer) for answer in answers] == [(422, "api:invalid")] * 2
    hot, whole = [answer.json()["error"] for answer in answers]
    assert hot == whole
    paths = [field["path"] for field in hot["details"]["fields"]]
    assert paths == ["body.text", "body.attachments.0.url", "body.colour"]
    assert "secret" not in answers[0].text
