"""Who may speak in a channel, to which bot, how often and how much: also what was known a moment ago."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from authors import Author, done, says
from sqlalchemy import text

from app.main import Front
from drive import calling, code
from eventually import eventually_so
from factories import make_person


async def table(app: Any, query: str, **values: Any) -> Any:
    async with app.state.database.unit_of_work() as work:
        return await work.scalar(text(query), values)


async def say(author: Author, channel: str, **message: Any) -> Any:
    answer = await author.call("POST", f"/channels/{channel}/messages", json={"text": "hi", **message})
    assert answer.status_code == 202, answer.text
    return answer.json()


async def heard_by(app: Any, message: dict[str, Any]) -> str:
    query = "select s.bot_id from message m join session s on s.id = m.session_id where m.id = :id"
    return str(await table(app, query, id=message["id"]))


@pytest.fixture
async def two_bots(author: Author) -> tuple[str, str, str]:
    """A channel, its default bot and another that is there."""
    first, second = await author.published(says("A", "a")), await author.published(says("B", "b"))
    channel = await author.channel(first)
    wanted = {"kind": "bot", "member_id": second}
    answer = await author.call("POST", f"/channels/{channel}/subscribers", json=wanted)
    assert answer.status_code == 201, answer.text
    return channel, first, second


async def test_who_named_a_bot_goes_on_talking_to_it(app, author, two_bots):
    channel, first, second = two_bots

    heard = [
        await heard_by(app, await say(author, channel)),
        await heard_by(app, await say(author, channel, bot_id=second)),
        await heard_by(app, await say(author, channel)),
        await heard_by(app, await say(author, channel, bot_id=first)),
        await heard_by(app, await say(author, channel)),
    ]

    assert heard == [first, second, second, first, first]


async def test_a_start_names_only_bots_that_are_there(author, two_bots):
    channel, _, _ = two_bots

    answer = await author.call("POST", f"/channels/{channel}/start", json={"bot_id": str(uuid4())})

    assert (answer.status_code, code(answer)) == (422, "channel:bot_not_here")


async def test_restarts_wait_in_no_endless_row(start_app, author, two_bots):
    channel, _, _ = two_bots
    app = await start_app(message_backlog=50, message_rate=0)
    async with calling(Front(app)) as client:
        there = Author(client, author.person)
        answers = [
            await there.call("POST", f"/channels/{channel}/start", json={"restart": True}) for _ in range(65)
        ]

    assert answers[0].status_code == 202
    assert "channel:backlog" in {code(answer) for answer in answers if answer.status_code == 429}


async def test_who_loses_a_role_that_let_them_in_is_out_at_once(app, author):
    channel = await author.channel(await author.published(), is_public=False)
    await say(author, channel)
    doors, place = app.state.channels.doors, (UUID(channel), author.person.id)
    assert doors.known(*place) is not None

    await app.state.parts.revocations.tell(author.person.id)

    assert doors.known(*place) is None


async def test_an_origin_that_is_none_is_refused_in_our_shape(author, front, two_bots):
    channel, _, _ = two_bots

    answers = [
        await author.call(method, f"/channels/{channel}/messages", headers={"Origin": "http://["}, **body)
        for method, body in (("POST", {"json": {"text": "a"}}), ("GET", {}))
    ]

    assert [(answer.status_code, code(answer)) for answer in answers] == [(403, "channel:origin")] * 2


async def test_calls_at_a_webhook_are_counted_for_each_address(start_app, author):
    channel = await author.channel(await author.published(), kind="webhook")
    app = await start_app(webhook_per_minute=2)
    path = f"/api/v1/channels/{channel}/webhook"

    async with calling(Front(app)) as client, calling(Front(app), address="203.0.113.8") as other:
        answers = [await client.post(path, json={"n": n}) for n in range(3)]
        elsewhere = await other.post(path, json={})

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert code(answers[2]) == "channel:too_many_calls"
    assert int(answers[2].headers["retry-after"]) > 0
    assert elsewhere.status_code == 202


async def test_a_call_at_a_webhook_is_no_larger_than_a_message(start_app, author):
    channel = await author.channel(await author.published(), kind="webhook")
    app = await start_app(message_max_bytes=1024)
    async with calling(Front(app)) as client:
        answer = await client.post(f"/api/v1/channels/{channel}/webhook", json={"text": "x" * 1100})

    assert (answer.status_code, code(answer)) == (413, "api:too_large")


async def test_a_bot_chosen_at_one_process_is_the_one_at_every_other(start_app, app, author, two_bots):
    channel, first, second = two_bots
    there = await start_app()
    doors, place = there.state.channels.doors, (UUID(channel), author.person.id)
    async with calling(Front(there)) as client:
        other = Author(client, author.person)
        before = await heard_by(app, await say(other, channel))
        await say(author, channel, bot_id=second)

        async def has_heard() -> bool:
            known = doors.known(*place)
            return known is None or str(known.bot_id) == second

        await eventually_so(has_heard, 5)
        after = await heard_by(app, await say(other, channel))

    assert (before, after) == (first, second)


async def test_nobody_is_sent_to_a_bot_that_was_deleted(start_app, app, author, two_bots):
    channel, first, second = two_bots
    there = await start_app()
    doors = [one.state.channels.doors for one in (app, there)]
    place = (UUID(channel), author.person.id)
    async with calling(Front(there)) as client:
        other = Author(client, author.person)
        for one in (author, other):
            await say(one, channel, bot_id=second)
            await say(one, channel)
        assert (await author.call("DELETE", f"/bots/{second}")).status_code == 204

        async def have_forgotten() -> bool:
            known = [one.known(*place) for one in doors]
            return not any(one is not None and UUID(second) in one.bots for one in known)

        await eventually_so(have_forgotten, 5)
        heard = [await heard_by(app, await say(one, channel)) for one in (author, other)]

    assert heard == [first, first]


async def test_only_who_was_let_in_stays_when_a_channel_is_made_private(app, author):
    channel = await author.channel(await author.published())
    came, added, both = [Author(author.client, await make_person(app, "USER")) for _ in range(3)]
    await say(came, channel)
    await say(both, channel)
    for person in (added, both):
        wanted = {"kind": "user", "member_id": str(person.person.id)}
        done(await author.call("POST", f"/channels/{channel}/subscribers", json=wanted), 201)
        again = await author.call("POST", f"/channels/{channel}/subscribers", json=wanted)
        assert (again.status_code, code(again)) == (409, "subscriber:exists")
    listed = done(await author.call("GET", f"/channels/{channel}/subscribers"))["items"]
    marks = {one["member_id"]: one["is_added"] for one in listed}

    done(await author.call("PATCH", f"/channels/{channel}", json={"is_public": False}))
    answers = [
        await one.call("POST", f"/channels/{channel}/messages", json={"text": "hi"})
        for one in (came, added, both)
    ]
    done(await author.call("PATCH", f"/channels/{channel}", json={"is_public": True}))

    assert [marks.get(str(one.person.id)) for one in (came, added, both)] == [False, True, True]
    assert [answer.status_code for answer in answers] == [404, 202, 202]
    await say(came, channel)
