"""/ws/channel on a real server with a real worker: what is said, what is heard, and who is let in."""

import asyncio
import logging

import pytest
from authors import ECHO, NOBODY, done, says, visitor
from httpx import AsyncClient
from live import Place, served


async def test_a_bot_answers_over_the_socket(author, place, worker):
    channel = await author.channel(await author.published())

    async with place.socket(channel, await visitor(author)) as talk:
        await talk.send({"type": "start"})
        hello = (await talk.messages(1))[0]
        accepted = await talk.say("Good day", "c-1")
        reply = (await talk.replies(1))[0]

    assert (hello["seq"], hello["text"], hello["sender"]["kind"]) == (1, "Hello Ada", "bot")
    assert (accepted["type"], accepted["client_id"], accepted["seq"]) == ("accepted", "c-1", 2)
    assert (reply["seq"], reply["text"], reply["sender"]["name"]) == (3, "You said Good day", "Echo")


async def test_the_first_message_begins_the_conversation(author, place, worker):
    channel = await author.channel(await author.published())

    async with place.socket(channel, await visitor(author)) as talk:
        await talk.say("x")
        assert (await talk.replies(1))[0]["seq"] == 2


async def test_many_messages_are_answered_in_order(author, place, worker):
    channel = await author.channel(await author.published())

    async with place.socket(channel, await visitor(author)) as talk:
        await talk.send({"type": "start"})
        await talk.messages(1)
        for number in range(40):
            await talk.send({"type": "message", "text": f"{number}", "client_id": f"c-{number}"})
        replies = await talk.replies(40)

    assert [reply["text"] for reply in replies] == [f"You said {number}" for number in range(40)]
    assert [reply["seq"] for reply in replies] == sorted(reply["seq"] for reply in replies)


async def test_what_was_missed_comes_first_and_in_order(author, place, worker):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as talk:
        for number in range(5):
            await talk.say(f"{number}")
        await talk.replies(5)

    async with (
        place.socket(channel, headers, after=0) as again,
        place.socket(channel, headers, after=7) as some,
    ):
        everything = await again.messages(10)
        rest = await some.messages(3)
        accepted = await again.say("more")
        after_all = await some.messages(2)

    assert [message["seq"] for message in everything] == list(range(1, 11))
    assert [message["text"] for message in everything if message["sender"]["kind"] == "anonymous"] == [
        *"01234"
    ]
    assert rest == everything[7:]
    assert [message["seq"] for message in after_all] == [accepted["seq"], accepted["seq"] + 1]


async def test_what_was_said_elsewhere_is_heard_here_and_ones_own_words_are_not_repeated(
    author, place, worker
):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as one, place.socket(channel, headers) as other:
        await one.say("now both have read what there was")
        await one.replies(1)
        await other.messages(2)
        await one.say("x", "c-1")
        heard_there = await other.messages(2)
        heard_here = await one.messages(1)

    assert [message["sender"]["kind"] for message in heard_there] == ["anonymous", "bot"]
    assert heard_here == heard_there[1:]


async def test_the_same_client_id_is_the_same_message(author, place, worker):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as talk:
        first = await talk.say("x", "c-1")
        again = await talk.say("x", "c-1")
        other = await talk.say("y", "c-2")
    async with place.socket(channel, headers) as later:
        much_later = await later.say("x", "c-1")

    assert first == again == much_later
    assert other["id"] != first["id"]


async def test_frames_of_others_never_arrive(author, place, worker):
    channel = await author.channel(await author.published())
    ada, bob = await visitor(author), await visitor(author, "Bob")
    async with place.socket(channel, ada) as one, place.socket(channel, bob) as other:
        await one.say("secret of Ada")
        await one.replies(1)
        await other.say("Bob here")
        heard = await other.replies(1)

    assert [message["seq"] for message in heard] == [2]
    assert "Ada" not in str(heard)
    async with place.socket(channel, bob, after=0) as again:
        assert "secret" not in str(await again.messages(2))


async def test_in_a_group_everybody_hears_everybody(author, place, worker):
    channel = await author.channel(await author.published(), is_group=True)
    ada, bob = await visitor(author), await visitor(author, "Bob")
    async with place.socket(channel, ada) as one, place.socket(channel, bob) as other:
        await one.say("I am Ada")
        heard = await other.messages(2)
        await one.replies(1)
        await other.say("I am Bob")
        answered = [*heard[1:], *await one.messages(2)]

    assert [(message["seq"], message["sender"]["name"]) for message in heard] == [(1, "Ada"), (2, "Echo")]
    assert [message["seq"] for message in answered] == [2, 3, 4]
    assert answered[1]["text"] == "I am Bob"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"type": "message", "client_id": "c-9"}, "message:empty"),
        ({"type": "message", "client_id": "c-9", "text": ""}, "message:empty"),
        ({"type": "message", "client_id": "c-9", "text": 5}, "api:invalid"),
        ({"type": "message", "client_id": "c-9", "text": "x", "colour": "red"}, "api:invalid"),
        ({"type": "message", "client_id": "c-9", "text": "x" * 65_537}, "message:too_large"),
        ({"type": "message", "client_id": "c-9", "text": "x", "bot_id": NOBODY}, "channel:bot_not_here"),
        ({"type": "message", "client_id": "c-9", "attachments": [{"url": "javascript:x"}]}, "api:invalid"),
        ({"type": "shout", "client_id": "c-9"}, "socket:unknown_type"),
        ({"type": ["message"], "client_id": "c-9"}, "socket:unknown_type"),
        ({"client_id": "c-9"}, "socket:unknown_type"),
    ],
)
async def test_a_faulty_frame_is_answered_by_name_and_the_socket_stays(author, place, frame, code):
    channel = await author.channel(await author.published())
    async with place.socket(channel, await visitor(author)) as talk:
        await talk.send(frame)
        error = await talk.frame()
        fine = await talk.say("x", "c-10")

    assert (error["type"], error["client_id"], error["error"]["code"]) == ("error", "c-9", code)
    assert fine["type"] == "accepted"


async def test_a_faulty_start_is_answered_too(author, place):
    channel = await author.channel(await author.published())
    async with place.socket(channel, await visitor(author)) as talk:
        for more, code in (
            ({"restart": "perhaps"}, "api:invalid"),
            ({"bot_id": NOBODY}, "channel:bot_not_here"),
        ):
            await talk.send({"type": "start", **more})
            assert (await talk.frame())["error"]["code"] == code


@pytest.mark.parametrize("frame", ["{", "", "[]", "5", "null", b"\xff\xfe", '{"type": NaN}', "[" * 5000])
async def test_a_frame_that_is_no_object_is_answered_and_the_socket_stays(author, place, frame):
    channel = await author.channel(await author.published())
    async with place.socket(channel, await visitor(author)) as talk:
        await talk.send(frame)
        error = await talk.frame()
        fine = await talk.say("x")

    assert error["type"] == "error"
    assert error["error"]["code"] in ("api:malformed_json", "socket:unknown_type")
    assert fine["type"] == "accepted"


async def test_a_frame_too_large_closes_the_socket(author, place):
    channel = await author.channel(await author.published())
    async with place.socket(channel, await visitor(author)) as talk:
        await talk.send("x" * (512 * 1024 + 1))
        assert (await talk.closed())[0] == 1009


async def test_two_processes_serve_one_conversation(start_app, app, author, worker):
    there = await start_app()
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with (
        served(app) as here,
        served(there) as elsewhere,
        Place(here).socket(channel, headers) as one,
        Place(elsewhere).socket(channel, headers) as two,
    ):
        await one.say("x")
        heard = await two.messages(2)
        own = await one.replies(1)

    assert [message["seq"] for message in heard] == [1, 2]
    assert own == heard[1:]


async def test_a_message_over_http_is_heard_over_the_socket(author, place, worker):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with (
        place.socket(channel, headers) as talk,
        AsyncClient(base_url=f"http://{place.address}") as http,
    ):
        receipt = done(
            await http.post(f"/api/v1/channels/{channel}/messages", headers=headers, json={"text": "hi"}), 202
        )
        heard = await talk.messages(2)

    assert heard[0]["id"] == receipt["id"]
    assert heard[1]["text"].startswith(("Hello", "You said"))


async def test_a_socket_that_goes_away_in_the_middle_troubles_nobody(author, place, worker):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as gone:
        await gone.send({"type": "message", "text": "x", "client_id": "c-1"})
        gone.connection.transport.abort()
    async with place.socket(channel, headers) as back:
        again = await back.say("x", "c-1")
        await back.replies(1)

    assert again["seq"] == 1


async def test_a_message_may_name_another_bot_of_the_channel_and_stays_with_it(author, place, worker):
    first = await author.published(says("First", "I am the first"))
    second = await author.published(says("Second", "I am the second"))
    channel = await author.channel(first)
    member = {"kind": "bot", "member_id": second}
    done(await author.call("POST", f"/channels/{channel}/subscribers", json=member), 201)
    headers = await visitor(author)

    async with place.socket(channel, headers) as talk:
        heard = []
        for more in ({}, {"bot_id": second}, {}, {"bot_id": first}, {}):
            await talk.say("x", **more)
            heard.append((await talk.replies(1))[0]["text"].rsplit(" ", 1)[1])

    assert heard == ["first", "second", "second", "first", "first"]


async def test_what_is_said_before_the_bot_is_published_is_answered_when_it_is(author, place, worker):
    bot = (await author.import_bot(ECHO))["id"]
    channel = await author.channel(bot)
    async with place.socket(channel, await visitor(author)) as talk:
        await talk.say("too early")
        await asyncio.gather(author.publish(bot), talk.replies(1))


@pytest.fixture
def server_log(caplog):
    """What uvicorn writes, which keeps it from other handlers."""
    server = logging.getLogger("uvicorn.error")
    server.addHandler(caplog.handler)
    yield caplog
    server.removeHandler(caplog.handler)


async def test_a_text_that_is_no_utf8_closes_its_socket_and_leaves_no_trace(author, place, server_log):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as talk, place.socket(channel, headers) as other:
        await talk.connection.send(b'{"type": "message", "text": "\xff\xfe"}', text=True)
        closed = await talk.closed()
        fine = await other.say("Ты тут?")
    async with place.socket(channel, headers, after=fine["seq"]) as talk:
        halves = [b'{"type": "message", "client_id": "c-1", "text": "' + b"\xd0", b'\xa2"}']
        await talk.connection.send(iter(halves), text=True)
        whole = await talk.frame()

    assert closed[0] == 1007
    assert fine["type"] == "accepted"
    assert (whole["type"], whole["client_id"]) == ("accepted", "c-1")
    assert not [record for record in server_log.records if record.exc_info]


async def test_a_message_that_is_too_large_is_answered_and_the_socket_goes_on(author, place, worker):
    channel = await author.channel(await author.published())

    async with place.socket(channel, await visitor(author)) as talk:
        refused = await talk.say("x", "c-1", params={"note": "y" * 300_000})
        long = await talk.say("x" * 70_000, "c-2")
        accepted = await talk.say("Good day", "c-3")

    assert (refused["type"], refused["client_id"]) == ("error", "c-1")
    assert (refused["error"]["code"], refused["error"]["details"]["limit"]) == ("message:too_large", 262_144)
    assert (long["client_id"], long["error"]["code"]) == ("c-2", "message:too_large")
    assert (accepted["type"], accepted["client_id"]) == ("accepted", "c-3")
