"""How fast somebody may speak, and how many sockets they may have open."""

from ipaddress import ip_network
from uuid import uuid4

import pytest
from authors import Author, refused, visitor
from live import Place, served

from app.channels.pace import PORTION, Limits, Pace
from app.channels.web.open_sockets import OpenSockets, SocketRules
from app.kit.errors import TooMany
from app.main import Front
from drive import calling
from factories import make_person


async def say(author, channel, **message):
    return await author.call("POST", f"/channels/{channel}/messages", json={"text": "x", **message})


@pytest.fixture
async def slow(start_app, author):
    """Two may be said at once and then one a minute; a public channel there."""
    app = await start_app(message_rate=1, message_burst=2)
    async with calling(Front(app)) as client:
        yield app, Author(client, author.person), await author.channel(await author.published())


async def test_who_speaks_too_fast_is_told_when_to_go_on(slow):
    _, author, channel = slow

    answers = [await say(author, channel) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [202, 202, 429, 429]
    assert refused(answers[2]) == (429, "channel:too_fast")
    wait = answers[2].json()["error"]["details"]["retry_after"]
    assert 50 <= wait <= 60
    assert answers[2].headers["retry-after"] == str(wait)


async def test_beginning_anew_is_as_much_as_a_message(slow):
    _, author, channel = slow
    path = f"/channels/{channel}/start"

    answers = [await author.call("POST", path, json={"restart": True}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert refused(answers[2]) == (429, "channel:too_fast")


async def test_others_and_other_channels_are_not_held_up(slow):
    app, author, channel = slow
    other = Author(author.client, await make_person(app, "USER"))
    elsewhere = await author.channel(await author.published())
    for _ in range(3):
        last = await say(author, channel)

    assert last.status_code == 429
    assert (await say(other, channel)).status_code == 202
    assert (await say(author, elsewhere)).status_code == 202


async def test_a_socket_names_the_message_that_was_too_fast_and_stays(slow):
    app, author, channel = slow
    async with served(app) as address, Place(address).socket(channel, await visitor(author)) as talk:
        answers = [await talk.say("x", f"c-{number}") for number in range(3)]
        await talk.send({"type": "start", "restart": True})
        start = await talk.frame()

    assert [answer["type"] for answer in answers] == ["accepted", "accepted", "error"]
    assert answers[2]["client_id"] == "c-2"
    assert answers[2]["error"]["code"] == start["error"]["code"] == "channel:too_fast"
    assert answers[2]["error"]["details"]["retry_after"] > 0


async def test_who_calls_a_webhook_may_speak_for_many(slow):
    _, author, _ = slow
    hook = await author.channel(await author.published(), kind="webhook")

    answers = [await author.client.post(f"/api/v1/channels/{hook}/webhook", json={}) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {202}


def test_without_a_rate_nobody_waits():
    pace, channel, person = Pace(Limits(rate=0)), uuid4(), uuid4()

    for _ in range(10_000):
        pace.take(channel, person)


def test_a_refused_try_costs_nothing():
    pace, channel, person = Pace(Limits(rate=60, burst=1)), uuid4(), uuid4()
    pace.take(channel, person)

    waits = []
    for _ in range(100):
        with pytest.raises(TooMany) as refusal:
            pace.take(channel, person)
        waits.append(refusal.value.details["retry_after"])

    assert waits == [1] * 100


async def too_many(place, channel, headers):
    async with place.socket(channel, headers) as talk:
        frame = await talk.frame()
        return frame["error"]["code"], await talk.closed()


async def test_a_person_has_so_many_sockets_and_when_one_closes_another_opens(start_app, author):
    app = await start_app(sockets_per_person=2)
    channel, other = [await author.channel(await author.published()) for _ in range(2)]
    ada, bob = await visitor(author), await visitor(author, "Bob")
    async with served(app) as address:
        place = Place(address)
        async with place.socket(channel, ada) as first:
            async with place.socket(other, ada) as second:
                for talk in (first, second):
                    assert (await talk.say("x"))["type"] == "accepted"
                expected = ("socket:too_many", (1013, "socket:too_many"))
                assert await too_many(place, channel, ada) == expected
                async with place.socket(channel, bob) as unhindered:
                    assert (await unhindered.say("x"))["type"] == "accepted"
                assert (await first.say("still here"))["type"] == "accepted"
            async with place.socket(other, ada) as again:
                assert (await again.say("x"))["type"] == "accepted"


async def test_an_address_has_so_many_sockets_whoever_opens_them(start_app, author):
    app = await start_app(sockets_per_address=1)
    channel = await author.channel(await author.published())
    async with served(app) as address:
        place = Place(address)
        async with place.socket(channel, await visitor(author)) as talk:
            assert (await talk.say("x"))["type"] == "accepted"
            for headers in (await visitor(author, "Bob"), None):
                assert (await too_many(place, channel, headers))[0] == "socket:too_many"
        async with place.socket(channel, await visitor(author)) as talk:
            assert (await talk.say("x"))["type"] == "accepted"


def test_behind_a_trusted_proxy_each_client_is_an_address_of_its_own():
    sockets = OpenSockets(SocketRules(of_address=1, trusted=(ip_network("10.0.0.0/8"),)))

    def scope(client):
        return {"client": ("10.0.0.1", 1), "headers": [(b"x-forwarded-for", client)]}

    one, other = scope(b"203.0.113.1"), scope(b"203.0.113.2")
    with sockets.counted(one), sockets.counted(other), pytest.raises(TooMany), sockets.counted(one):
        pass
    with sockets.counted(one):
        pass


def test_a_long_message_counts_as_several_and_none_as_more_than_all():
    pace, channel = Pace(Limits(rate=60, burst=10)), uuid4()
    long, longest = uuid4(), uuid4()
    pace.take(channel, long, 8 * PORTION)
    pace.take(channel, long, 2 * PORTION)
    pace.take(channel, longest, 100 * PORTION)

    for person in (long, longest):
        with pytest.raises(TooMany):
            pace.take(channel, person)
