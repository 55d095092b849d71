"""Emitters and crons over HTTP: stored, checked, and told to the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from authors import Author, done, refused, visitor
from emitting import MORNING, emitter_of, fields_of
from redis.asyncio import Redis

from factories import make_person


@pytest.fixture
async def bot(author):
    return (await author.import_bot())["id"]


@pytest.fixture
def emit(author, bot):
    async def emit(**more):
        return await author.call("POST", "/emitters", json=emitter_of(bot, **more))

    return emit


def soon(**ahead):
    return datetime.now(UTC) + timedelta(**ahead)


def moment(text):
    return datetime.fromisoformat(text)


async def test_an_emitter_by_crons_has_them_beside_it_and_fires_at_the_first(author, bot, emit):
    made = done(await emit(schedule={"crons": [MORNING, {"hour": "*"}]}), 201)

    crons = made["schedule"]["crons"]
    assert [cron["hour"] for cron in crons] == ["9", "*"]
    assert (crons[0]["minute"], crons[0]["misfire"], crons[0]["jitter"]) == ("30", "once", 0)
    assert made["next_at"] == min(cron["next_at"] for cron in crons)
    assert moment(crons[0]["next_at"]).strftime("%H:%M") == "06:30"
    assert (made["audience"], made["needs_message_processing"]) == ({"kind": "all"}, False)
    assert done(await author.call("GET", f"/emitters/{made['id']}")) == made
    listed = done(await author.call("GET", "/crons", params={"bot_id": bot, "emitter_id": made["id"]}))
    assert listed["items"] == crons


async def test_an_emitter_at_a_time_or_at_intervals_knows_when_it_fires(emit):
    at = soon(days=1)
    once = done(await emit(schedule={"at": at.isoformat()}), 201)
    assert moment(once["next_at"]) == at
    assert once["schedule"]["crons"] is None

    start = soon(hours=-5, minutes=-10)
    often = done(await emit(schedule={"every": 3600, "start_at": start.isoformat()}), 201)
    assert moment(often["next_at"]) == start + timedelta(hours=6)
    later = soon(days=2)
    first = done(await emit(schedule={"every": 60, "start_at": later.isoformat()}), 201)
    assert moment(first["next_at"]) == later


async def test_a_paused_emitter_fires_at_no_time_and_then_goes_on(author, emit):
    made = done(await emit(is_paused=True, schedule={"crons": [MORNING]}), 201)
    assert made["next_at"] is None
    assert made["schedule"]["crons"][0]["next_at"] is None

    path = f"/emitters/{made['id']}"
    resumed = done(await author.call("PATCH", path, json={"is_paused": False}))
    assert resumed["next_at"] == resumed["schedule"]["crons"][0]["next_at"] is not None
    paused = done(await author.call("PATCH", path, json={"is_paused": True}))
    assert paused["next_at"] is None


async def test_a_change_keeps_what_it_does_not_name_and_replaces_a_schedule_whole(author, emit):
    made = done(await emit(schedule={"crons": [MORNING]}, message={"text": "Hi", "params": {"a": 1}}), 201)
    path = f"/emitters/{made['id']}"

    named = done(await author.call("PATCH", path, json={"name": "Old news"}))
    assert {**named, "name": "News", "updated_at": made["updated_at"]} == made
    spoken = done(await author.call("PATCH", path, json={"schedule": {"every": 60}}))
    assert (spoken["schedule"]["every"], spoken["schedule"]["crons"]) == (60, None)
    crons = done(await author.call("GET", "/crons", params={"bot_id": made["bot_id"]}))
    assert crons["items"] == []


async def test_crons_are_made_changed_and_taken_away_one_by_one(author, bot, emit):
    emitter = done(await emit(schedule={"crons": []}), 201)
    assert emitter["next_at"] is None

    made = done(await author.call("POST", "/crons", json={"emitter_id": emitter["id"], **MORNING}), 201)
    path = f"/crons/{made['id']}"
    assert made["next_at"] == done(await author.call("GET", f"/emitters/{emitter['id']}"))["next_at"]
    changed = done(await author.call("PATCH", path, json={"minute": None, "hour": 10}))
    assert (changed["hour"], changed["minute"], changed["day_of_week"]) == ("10", None, "mon-fri")
    assert done(await author.call("GET", path)) == changed
    assert fields_of(await author.call("PATCH", path, json={"hour": "25"})) == {"body.hour": "cron:hour"}
    assert (await author.call("DELETE", path)).status_code == 204
    assert refused(await author.call("GET", path)) == (404, "cron:not_found")
    assert done(await author.call("GET", f"/emitters/{emitter['id']}"))["next_at"] is None


async def test_an_emitter_with_another_schedule_takes_no_cron_and_none_takes_too_many(author, emit):
    often = done(await emit(), 201)
    refusal = await author.call("POST", "/crons", json={"emitter_id": often["id"], **MORNING})
    assert refused(refusal) == (409, "emitter:not_by_crons")

    full = done(await emit(schedule={"crons": [MORNING] * 20}), 201)
    refusal = await author.call("POST", "/crons", json={"emitter_id": full["id"], **MORNING})
    assert refused(refusal) == (409, "cron:too_many")
    assert fields_of(await emit(schedule={"crons": [MORNING] * 21})) == {"body.schedule.crons": "too_long"}


async def test_people_are_named_where_they_are_subscribed(author, bot, emit):
    channel, other = await author.channel(bot), await author.channel(bot)
    headers = await visitor(author)
    person = done(await author.client.get("/api/v1/auth/me", headers=headers))["id"]
    done(await author.client.get(f"/api/v1/channels/{channel}", headers=headers))
    chosen = {"kind": "people", "ids": [person]}

    assert done(await emit(audience=chosen), 201)["audience"] == chosen
    assert done(await emit(audience=chosen, channel_id=channel), 201)["channel_id"] == channel
    elsewhere = await emit(audience=chosen, channel_id=other)
    assert fields_of(elsewhere) == {"body.audience.ids.0": "emitter:no_subscriber"}
    rules = {"kind": "rules", "rules": {"field": "user.vip", "operator": "equal", "value": True}}
    assert done(await emit(audience=rules), 201)["audience"] == rules


async def test_an_editor_with_a_single_share_reaches_only_channels_the_bot_is_in(app, author, bot):
    editor = Author(author.client, await make_person(app, "DEVELOPER"))
    await author.call("PUT", f"/bots/{bot}/access/{editor.person.id}", json={"role": "EDITOR"})
    own, apart = await author.channel(bot), await author.channel()
    foreign = await editor.channel()

    for channel, status in ((own, 201), (apart, 422), (foreign, 422)):
        answer = await editor.call("POST", "/emitters", json=emitter_of(bot, channel_id=channel))
        assert answer.status_code == status
    assert (await author.call("POST", "/emitters", json=emitter_of(bot, channel_id=apart))).status_code == 201


async def test_emitters_and_crons_are_for_those_who_have_the_bot(app, author, bot, emit):
    people = {
        name: Author(author.client, await make_person(app, "DEVELOPER")) for name in ("viewer", "other")
    }
    await author.call("PUT", f"/bots/{bot}/access/{people['viewer'].person.id}", json={"role": "VIEWER"})
    emitter = done(await emit(schedule={"crons": [MORNING]}), 201)
    cron = emitter["schedule"]["crons"][0]["id"]
    reading = [
        ("GET", f"/emitters/{emitter['id']}", {}),
        ("GET", f"/crons/{cron}", {}),
        ("GET", "/emitters", {"params": {"bot_id": bot}}),
        ("GET", "/crons", {"params": {"bot_id": bot}}),
    ]
    writing = [
        ("PATCH", f"/emitters/{emitter['id']}", {"json": {}}),
        ("PATCH", f"/crons/{cron}", {"json": {}}),
        ("POST", "/emitters", {"json": emitter_of(bot)}),
        ("POST", "/crons", {"json": {"emitter_id": emitter["id"], **MORNING}}),
        ("DELETE", f"/crons/{cron}", {}),
        ("DELETE", f"/emitters/{emitter['id']}", {}),
    ]

    for method, path, options in [*reading, *writing]:
        assert (await people["other"].call(method, path, **options)).status_code == 404, path
    for method, path, options in reading:
        assert (await people["viewer"].call(method, path, **options)).status_code == 200, path
    for method, path, options in writing:
        assert refused(await people["viewer"].call(method, path, **options)) == (403, "bot:forbidden"), path
    for method, path, options in writing:
        assert (await author.call(method, path, **options)).is_success, path


async def test_emitters_are_listed_by_bot_searched_sorted_and_paged(author, bot, emit):
    names = ["beta", "Alpha", "gamma"]
    ids = [done(await emit(name=name), 201)["id"] for name in names]
    await author.call("PATCH", f"/emitters/{ids[2]}", json={"is_paused": True})

    async def listed(**query):
        found, cursor = [], None
        while True:
            asked = {"bot_id": bot, **query} | ({"cursor": cursor} if cursor else {})
            page = done(await author.call("GET", "/emitters", params=asked))
            found += [names[ids.index(one["id"])] for one in page["items"]]
            if (cursor := page["next_cursor"]) is None:
                return found

    assert await listed(limit=1) == names
    assert await listed(sort="name", limit=2) == ["Alpha", "beta", "gamma"]
    assert await listed(sort="-name") == ["gamma", "beta", "Alpha"]
    assert await listed(search="ET") == ["beta"]
    assert await listed(is_paused="true") == ["gamma"]
    assert refused(await author.call("GET", "/emitters")) == (422, "api:invalid")


async def test_the_clock_is_told_after_every_change(author, bot, emit, redis_url):
    async with Redis.from_url(redis_url) as redis:
        made = done(await emit(schedule={"crons": [MORNING]}), 201)
        told = await redis.xlen("emitter")
        assert (await redis.xrevrange("emitter", count=1))[0][1] == {
            b"emitter": made["id"].replace("-", "").encode()
        }

        await author.call("PATCH", f"/emitters/{made['id']}", json={"name": "N"})
        await author.call("DELETE", f"/crons/{made['schedule']['crons'][0]['id']}")
        assert (await emit(schedule={"every": 0})).status_code == 422
        await author.call("DELETE", f"/emitters/{made['id']}")
        assert await redis.xlen("emitter") == told + 3


async def test_emitters_and_crons_go_with_their_bot(author, bot, emit):
    made = done(await emit(schedule={"crons": [MORNING]}), 201)

    await author.call("DELETE", f"/bots/{bot}")

    assert refused(await author.call("GET", f"/emitters/{made['id']}")) == (404, "emitter:not_found")
