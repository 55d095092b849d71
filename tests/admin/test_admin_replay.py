"""Dead letters, replayed from /admin by the code of `dbcv dead-letters replay`."""

import json
from uuid import UUID

import pytest
from administrators import refused, run
from one_of_each import one_of_each

from app.kit.ids import uuid7
from app.runtime.streams import USER_MESSAGES


@pytest.fixture
async def world(app):
    return await one_of_each(app)


async def another(app, world, **changed):
    letter = {"id": uuid7(), "kind": "event", "session_id": UUID(world.ids["Session"]), **changed}
    payload = json.dumps({"event": {"kind": "message_received", "text": "again"}})
    await run(
        app,
        "insert into dead_letter (id, kind, session_id, payload, error, attempts)"
        " values (:id, :kind, :session_id, cast(:payload as json), 'KeyError', 5)",
        payload=payload,
        **letter,
    )
    return str(letter["id"])


async def test_a_letter_waits_again_in_its_session_and_its_workers_are_told(app, admin, world):
    letter, session = world.ids["DeadLetter"], UUID(world.ids["Session"])
    before = await run(app, "select count(*) from inbox where session_id = :id", id=session)
    told = await admin.act("DeadLetter", "replay", letter)

    assert told == {"type": "MESSAGE", "data": "1 of 1 replayed", "file_name": None}
    after = await run(app, "select count(*) from inbox where session_id = :id", id=session)
    assert after[0][0] == before[0][0] + 1
    woken = await app.state.redis.xrevrange(USER_MESSAGES.name, count=1)
    assert woken[0][1][USER_MESSAGES.field.encode()] == session.hex.encode()
    row = await admin.row("DeadLetter", letter)
    assert (row["is_open"], row["replayed_at"] is None) == (False, False)
    [line] = await run(
        app, "select actor_id, bot_id, subject_id, after from audit where action = 'dead_letter.replay'"
    )
    assert [str(one) for one in line[:3]] == [str(admin.person.id), world.ids["Bot"], letter]
    assert line[3] == {"session_id": str(session)}


async def test_it_is_replayed_once(admin, world):
    letter = world.ids["DeadLetter"]
    await admin.act("DeadLetter", "replay", letter)
    answer = await admin.ask("POST", "/action/DeadLetter/replay", json={"ids": [letter]})

    assert refused(answer) == (409, "admin:not_done")
    assert answer.json()["detail"] == "0 of 1 replayed. It was replayed before, or cannot be."


async def test_letters_of_no_bot_are_replayed_too_and_those_that_cannot_be_stay(app, admin, world):
    fit, unfit = await another(app, world), await another(app, world, session_id=None)
    told = await admin.act("DeadLetter", "replay", fit, unfit)

    assert told["data"].startswith("1 of 2 replayed. ")
    open_ones = {row["id"] for row in await admin.rows("DeadLetter", is_open="true")}
    assert (unfit in open_ones, fit in open_ones) == (True, False)
