"""The dashboard's figures, from the database and from the runtime."""

import pytest
from administrators import run
from one_of_each import one_of_each

from app.runtime.streams import USER_MESSAGES, ensure_groups, wake


@pytest.fixture
async def world(app):
    return await one_of_each(app)


async def test_messages_are_counted_by_the_minute_for_an_hour(app, admin, world):
    await run(app, "update message set created_at = created_at - interval '3 hours' where seq = 2")
    drawn = await admin.draw("messages")

    assert len(drawn) == 120
    assert {one["sender"] for one in drawn} == {"people", "bots"}
    counted = {
        sender: sum(one["messages"] for one in drawn if one["sender"] == sender)
        for sender in ("people", "bots")
    }
    assert counted == {"people": 1, "bots": 0}


async def test_how_long_people_wait_is_told_without_what_timers_said(app, admin, world):
    assert [(one["share"], one["ms"]) for one in await admin.draw("waits")] == [
        ("half", 40.0),
        ("95 %", 40.0),
    ]
    await run(app, "update message set created_at = created_at - interval '2 minutes' where seq = 1")
    assert await admin.draw("waits") == []


async def test_what_waits_is_counted_in_the_database_and_in_the_streams(app, admin, world):
    await ensure_groups(app.state.redis)
    await wake(app.state.redis, USER_MESSAGES, [world.author.id, world.guest.id])
    waiting = {one["queue"]: one["waiting"] for one in await admin.draw("waiting")}

    assert waiting["events"] == waiting["commands"] == waiting["dead letters"] == 1
    assert waiting["messages out"] == waiting["timers due"] == 0
    assert waiting[f"wake-ups: {USER_MESSAGES.name}"] == 2


async def test_without_redis_the_rest_is_told(app, admin, world, monkeypatch):
    async def away(name):
        raise ConnectionError(name)

    monkeypatch.setattr(app.state.redis, "xinfo_groups", away)
    assert "events" in {one["queue"] for one in await admin.draw("waiting")}


async def test_problems_are_counted_by_code_within_a_time(app, admin, world):
    assert await admin.draw("problems") == [{"code": "rule:type", "times": 2}]
    await run(app, "update trace set at = at - interval '3 hours'")
    chosen = {"field_name": "within", "widget_type": "Select"}
    assert await admin.draw("problems", {**chosen, "value": "an hour"}) == []
    assert len(await admin.draw("problems", {**chosen, "value": "a week"})) == 1
    assert len(await admin.draw("problems", {**chosen, "value": ["never heard of"]})) == 1


async def test_answers_of_this_process_are_counted_by_status(admin):
    before = {one["status"]: one["answers"] for one in await admin.draw("answers")}
    await admin.client.get("/nowhere")
    after = {one["status"]: one["answers"] for one in await admin.draw("answers")}

    assert after["404"] == before.get("404", 0) + 1
