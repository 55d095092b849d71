"""/ws/bot: who has a bot open sees its changes, its turns and each other."""

import json
from typing import Any

import pytest
from authors import ECHO, Author, done, visitor
from bot_sockets import rename, seen
from websockets.exceptions import ConnectionClosed

from app.storage.models import BotAccess
from factories import make_person

SECRET = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Secret",
    "first_step": "hello",
    "secrets": ["session.pin"],
    "steps": [
        {
            "id": "hello",
            "message": {"text": "PIN?"},
            "groups": [
                {
                    "id": "g",
                    "set": [
                        {"variable": "session.pin", "value": "{$message.text$}"},
                        {"variable": "session.copy", "value": "your pin is {$message.text$}"},
                    ],
                    "connections": [{"id": "c", "to": "hello"}],
                }
            ],
        }
    ],
}


PRINTS = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Prints",
    "first_step": "hello",
    "groups": [
        {
            "id": "g",
            "type": "code",
            "code": "async def main(message, variables):\n"
            "    print('heard', message['text'])\n"
            "    print('and \\0 more')\n",
            "connections": [{"id": "c", "to": "hello"}],
        }
    ],
    "steps": [{"id": "hello", "message": {"text": "Hello"}, "groups": [{"id": "h"}]}],
}


async def test_changes_are_told_as_they_are_made(author, opened):
    bot = await author.import_bot()
    async with opened(author, bot["id"]) as one:
        assert (await one.told("hello"))["revision"] == bot["revision"]

        await rename(author, bot["id"], "New")
        change = await one.told("changes")

    assert change["revision"] == bot["revision"] + 1
    assert change["author_id"] == str(author.person.id)
    assert change["operations"] == [{"op": "set", "path": "steps.hello.name", "value": "New"}]


async def test_who_comes_back_hears_every_change_since(author, opened):
    bot = await author.import_bot()
    for number in range(5):
        await rename(author, bot["id"], f"Name {number}")

    async with opened(author, bot["id"], after=bot["revision"] + 2) as one:
        heard = [(await one.told("changes"))["revision"] for _ in range(3)]

    assert heard == [bot["revision"] + number for number in (3, 4, 5)]


async def test_turns_of_real_conversations_are_told_with_their_variables(author, opened, worker):
    bot_id = await author.published()
    channel = await author.channel(bot_id)
    person = await visitor(author)
    async with opened(author, bot_id) as one:
        await one.told("hello")
        trace = None
        for number in range(20):  # the workers look once a second who watches
            said = {"text": f"m{number}"}
            await author.client.post(f"/api/v1/channels/{channel}/messages", json=said, headers=person)
            try:
                trace = await one.told("trace", within=1.0)
                break
            except TimeoutError:
                continue
        variables = await one.told("variables")

    assert trace is not None
    assert {"kind": "step", "step": "echo"} in trace["trace"]["entries"] or trace["trace"]["entries"]
    assert trace["session_id"] == variables["session_id"]
    assert variables["variables"]["id"] == variables["session_id"]


async def test_what_code_prints_is_in_the_trace_and_told_as_it_is_printed(author, opened, worker):
    bot_id = await author.published(PRINTS)
    channel = await author.channel(bot_id)
    person = await visitor(author)
    async with opened(author, bot_id) as one:
        await one.told("hello")
        frame = None
        for _ in range(20):  # the workers look once a second who watches
            await author.client.post(
                f"/api/v1/channels/{channel}/messages", json={"text": "x"}, headers=person
            )
            try:
                frame = await one.told("log", within=1.0)
                break
            except TimeoutError:
                continue
        assert frame is not None
        while frame["entry"] not in (await one.told("trace"))["trace"]["entries"]:
            pass  # the turn until its code was asked for

    assert frame["entry"] == {"kind": "print", "text": "heard x\nand \ufffd more\n"}
    kept = done(await author.call("GET", f"/sessions/{frame['session_id']}/trace"))["items"]
    assert any(frame["entry"] in one["entries"] for one in kept)


async def test_what_a_document_calls_secret_is_not_told(author, opened, worker):
    bot_id = await author.published(SECRET)
    channel = await author.channel(bot_id)
    person = await visitor(author)
    frames: list[dict[str, Any]] = []
    async with opened(author, bot_id) as one:
        await one.told("hello")
        for _ in range(20):
            said = {"text": "s3cr3t-pin"}
            await author.client.post(f"/api/v1/channels/{channel}/messages", json=said, headers=person)
            try:
                frames.append(await one.told("trace", within=1.0))
                frames.append(await one.told("variables"))
            except TimeoutError:
                continue
            if "copy" in frames[-1]["variables"]:
                break

    assert frames[-1]["variables"]["copy"] == "your pin is •••"
    assert "s3cr3t-pin" not in json.dumps(frames[-1])


async def test_people_see_each_other_and_the_steps_they_hold(app, author, opened):
    bot_id = (await author.import_bot())["id"]
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=bot_id, user_id=other.person.id, role="EDITOR"))
    async with opened(author, bot_id) as one:
        await one.told("hello")
        async with opened(other, bot_id) as two:
            there = (await two.told("hello"))["people"]
            assert {person["person_id"] for person in there} == {str(author.person.id), str(other.person.id)}

            await two.say(type="presence", step="echo")
            await two.say(type="lock", step="hello")
            lock = await one.told("lock")
            await one.say(type="lock", step="hello")
            held = await one.told("lock")
        freed = await seen(one, lambda people: len(people) == 1)

    assert lock["lock"]["person_id"] == held["lock"]["person_id"] == str(other.person.id)
    assert freed[0]["person_id"] == str(author.person.id)


async def test_a_stranger_and_a_nobody_are_refused(app, author, opened):
    bot_id = (await author.import_bot())["id"]
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))
    user = Author(author.client, await make_person(app, "USER"))

    for who, code in ((stranger, "bot:not_found"), (user, "auth:role_needed")):
        async with opened(who, bot_id) as one:
            assert (await one.told("error"))["error"]["code"] == code
            with pytest.raises(ConnectionClosed) as closed:
                await one.told("never")
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1008, code)


async def test_a_faulty_frame_is_answered_and_the_socket_stays(author, opened):
    bot_id = (await author.import_bot(ECHO))["id"]
    async with opened(author, bot_id) as one:
        await one.told("hello")
        for frame in ({"type": "steal"}, {"type": "lock", "step": 5}):
            await one.say(**frame)
            assert (await one.told("error"))["error"]["code"].startswith("socket:")
        await one.say(type="presence", step=None)
        assert (await one.told("presence"))["people"]
