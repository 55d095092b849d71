"""Pausing, resuming and running emitters over HTTP, their history, and the calendar of what is to come."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from authors import Author, done, refused, script
from emitting import emitter_of, fields_of
from persons import run

from factories import make_person

MORNING = {"hour": "9", "minute": "30"}


@pytest.fixture
async def bot(author):
    return (await author.import_bot())["id"]


@pytest.fixture
def emit(author, bot):
    async def emit(**more):
        return done(await author.call("POST", "/emitters", json=emitter_of(bot, **more)), 201)

    return emit


@pytest.fixture
def calendar(author, bot):
    async def calendar(**asked):
        found, cursor = [], None
        while True:
            params = {"bot_id": bot, **asked} | ({"cursor": cursor} if cursor else {})
            page = done(await author.call("GET", "/emitters/calendar", params=params))
            found += page["items"]
            if (cursor := page["next_cursor"]) is None:
                return found

    return calendar


async def test_an_emitter_is_paused_and_resumed(author, emit):
    made = await emit(schedule={"crons": [MORNING]})
    path = f"/emitters/{made['id']}"

    paused = done(await author.call("POST", f"{path}/pause"))
    assert (paused["is_paused"], paused["next_at"]) == (True, None)
    assert done(await author.call("POST", f"{path}/pause")) == paused
    resumed = done(await author.call("POST", f"{path}/resume"))
    assert (resumed["is_paused"], resumed["next_at"]) == (False, made["next_at"])


async def test_an_emitter_is_run_now_once_at_a_time_and_its_schedule_stays(author, emit):
    made = await emit()
    path = f"/emitters/{made['id']}"

    begun = done(await author.call("POST", f"{path}/run"), 202)
    assert (begun["kind"], begun["cause"], begun["state"], begun["sent"]) == ("send", "person", "open", 0)
    assert refused(await author.call("POST", f"{path}/run")) == (409, "emitter:runs")
    assert done(await author.call("GET", f"{path}/runs"))["items"] == [begun]
    assert done(await author.call("GET", path))["next_at"] == made["next_at"]
    done(await author.call("POST", f"{path}/pause"))
    [stopped] = done(await author.call("GET", f"{path}/runs"))["items"]
    assert (stopped["state"], stopped["reason"]) == ("stopped", "paused")


async def test_a_bot_that_rests_is_not_run(author, bot, emit):
    heard = await emit(needs_message_processing=True)
    refusal = await author.call("POST", f"/emitters/{heard['id']}/run")
    assert refused(refusal) == (409, "emitter:bot_rests")

    made = await emit()
    done(await author.call("POST", f"/bots/{bot}/archive"))
    assert refused(await author.call("POST", f"/emitters/{made['id']}/run")) == (409, "emitter:bot_rests")


async def test_running_takes_a_token_that_may_talk(author, emit):
    made = await emit()
    editor, runner = await script(author, "bots:edit"), await script(author, "bots:run")

    assert (await editor.call("POST", f"/emitters/{made['id']}/run")).status_code == 403
    assert (await runner.call("POST", f"/emitters/{made['id']}/run")).status_code == 202


async def test_a_history_is_read_page_by_page_and_says_what_went_wrong(app, author, emit):
    made = await emit()
    person = UUID(int=5)
    for hour in range(5):
        await run(
            app,
            "insert into emitter_run (id, emitter_id, occurrence, state, sent, failed, problems)"
            " values (gen_random_uuid(), :emitter, :at, 'done', :hour, 1, cast(:problems as json))",
            emitter=UUID(made["id"]),
            at=datetime(2026, 1, 1, hour, tzinfo=UTC),
            hour=hour,
            problems=f'[{{"code": "emitter:no_date", "count": 1, "person_id": "{person}"}}]',
        )
    path, found, cursor = f"/emitters/{made['id']}/runs", [], None
    while True:
        asked = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = done(await author.call("GET", path, params=asked))
        found += page["items"]
        if (cursor := page["next_cursor"]) is None:
            break

    assert [one["sent"] for one in found] == [4, 3, 2, 1, 0]
    [problem] = found[0]["problems"]
    assert (problem["code"], problem["person_id"]) == ("emitter:no_date", str(person))
    assert "date" in problem["message"]
    assert "дата" in problem["message_ru"]
    oldest = done(await author.call("GET", path, params={"sort": "occurrence", "limit": 1}))["items"]
    assert [one["sent"] for one in oldest] == [0]
    assert done(await author.call("GET", path, params={"state": "open"}))["items"] == []
    assert done(await author.call("GET", path, params={"kind": "plan"}))["items"] == []


async def test_who_may_not_see_a_bot_sees_nothing_of_what_it_sends(app, author, bot, emit):
    made = await emit()
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    viewer = Author(author.client, await make_person(app, "DEVELOPER"))
    await author.call("PUT", f"/bots/{bot}/access/{viewer.person.id}", json={"role": "VIEWER"})
    reading = [(f"/emitters/{made['id']}/runs", {}), ("/emitters/calendar", {"bot_id": bot})]
    writing = [f"/emitters/{made['id']}/{word}" for word in ("run", "pause", "resume")]

    for path, params in reading:
        assert (await other.call("GET", path, params=params)).status_code == 404
        assert (await viewer.call("GET", path, params=params)).status_code == 200
    for path in writing:
        assert (await other.call("POST", path)).status_code == 404
        assert refused(await viewer.call("POST", path)) == (403, "bot:forbidden")


async def test_the_calendar_tells_each_time_in_the_zone_asked_for(emit, calendar):
    made = await emit(schedule={"crons": [{**MORNING, "timezone": "Europe/Berlin"}]})
    period = {"from": "2027-03-27T00:00:00Z", "to": "2027-03-30T00:00:00Z", "timezone": "Asia/Kolkata"}

    found = await calendar(**period)

    assert [one["local"] for one in found] == [
        "2027-03-27T14:00:00+05:30",
        "2027-03-28T13:00:00+05:30",
        "2027-03-29T13:00:00+05:30",
    ]
    assert [one["at"] for one in found][:2] == ["2027-03-27T08:30:00Z", "2027-03-28T07:30:00Z"]
    assert {(one["emitter_id"], one["is_personal"], one["people"]) for one in found} == {
        (made["id"], False, None)
    }


async def test_the_calendar_goes_through_all_emitters_in_order_page_by_page(author, bot, emit, calendar):
    names = ["a", "b", "c"]
    for name in names:
        await emit(name=name, schedule={"crons": [{"hour": "9"}, {"hour": "9,21"}]})
    rests = await emit(name="paused", is_paused=True)
    period = {"from": "2027-01-01T00:00:00Z", "to": "2027-01-11T00:00:00Z"}

    found = await calendar(**period, limit=7)

    assert [(one["at"][:13], one["name"]) for one in found] == [
        (f"2027-01-{day:02}T{hour:02}", name) for day in range(1, 11) for hour in (9, 21) for name in names
    ]
    alone = await calendar(**period, emitter_id=found[0]["emitter_id"])
    assert len(alone) == 20
    assert await calendar(**period, emitter_id=rests["id"]) == []
    done(await author.call("POST", f"/bots/{bot}/publish", json={}), 201)
    done(await author.call("POST", f"/bots/{bot}/pause"))
    assert await calendar(**period) == []


async def test_the_calendar_counts_people_by_their_dates_and_tells_own_clocks(app, emit, calendar):
    dates = await emit(schedule={"date": {"variable": "user.due"}})
    own = await emit(schedule={"crons": [{"hour": "9"}], "own_zone": True})
    assert (dates["is_personal"], dates["next_at"], own["next_at"]) == (True, None, None)
    begin = datetime(2027, 5, 1, 12, 10, tzinfo=UTC)
    for minutes in (5, 20, 49, 50, 130, 4000):
        await run(
            app,
            "insert into recipient (emitter_id, person_id, channel_id, due_at)"
            " values (:emitter, gen_random_uuid(), gen_random_uuid(), :at)",
            emitter=UUID(dates["id"]),
            at=begin + timedelta(minutes=minutes),
        )
    period = {
        "from": begin.isoformat(),
        "to": (begin + timedelta(days=1)).isoformat(),
        "timezone": "Asia/Tokyo",
    }

    found = await calendar(**period, limit=1)

    assert [(one["emitter_id"], one["local"][11:16], one["people"]) for one in found] == [
        (dates["id"], "21:15", 3),
        (dates["id"], "22:00", 1),
        (dates["id"], "23:20", 1),
        (own["id"], "09:00", None),
    ]
    assert {one["is_personal"] for one in found} == {True}


async def test_a_calendar_has_an_order_and_an_end(author, bot):
    async def asked(**params):
        return await author.call("GET", "/emitters/calendar", params={"bot_id": bot, **params})

    backwards = {"from": "2027-01-02T00:00:00Z", "to": "2027-01-01T00:00:00Z"}
    assert fields_of(await asked(**backwards)) == {"query.to": "cron:end_before_start"}
    long = {"from": "2027-01-01T00:00:00Z", "to": "2029-01-01T00:00:00Z"}
    assert fields_of(await asked(**long)) == {"query.to": "calendar:too_long"}
    assert fields_of(await asked(timezone="Mars/Base"))
    assert refused(await asked(cursor="nonsense")) == (422, "api:invalid")


@pytest.mark.parametrize(
    ("schedule", "path"),
    [
        ({"after": 60, "every": 60}, "body.schedule"),
        ({"every": 60, "own_zone": True}, "body.schedule"),
        ({"at_local": "2020-01-01T00:00:00"}, "body.schedule.at_local"),
        ({"at_local": "2030-01-01T00:00:00Z"}, "body.schedule.at_local"),
        ({"date": {"variable": "bot.day"}}, "body.schedule.date.variable"),
        ({"date": {"variable": "user"}}, "body.schedule.date.variable"),
        ({"date": {"variable": "user.day", "time": "25:00"}}, "body.schedule.date.time"),
        ({"date": {"variable": "user.day", "days": 9999}}, "body.schedule.date.days"),
        ({"every": 60, "quiet": {"start": "08:00", "end": "08:00"}}, "body.schedule.quiet"),
        ({"every": 60, "quiet": {"start": "8", "end": "09:00"}}, "body.schedule.quiet.start"),
    ],
)
async def test_schedules_that_mean_nothing_are_refused_by_field(author, bot, schedule, path):
    wanted = {"bot_id": bot, "name": "News", "message": {"text": "Hi"}, "schedule": schedule}

    assert path in fields_of(await author.call("POST", "/emitters", json=wanted))


async def test_a_schedule_is_shown_as_it_was_given(emit):
    quiet = {"start": "22:00", "end": "08:00"}
    later = await emit(schedule={"after": 600, "quiet": quiet, "misfire": "skip"})
    shown = later["schedule"]
    assert (shown["after"], shown["quiet"], shown["misfire"]) == (600, quiet, "skip")
    assert shown["at"] == later["next_at"]
    made_at = datetime.fromisoformat(later["created_at"])
    assert abs(datetime.fromisoformat(shown["at"]) - made_at - timedelta(minutes=10)) < timedelta(minutes=1)

    day = {"variable": "user.birthday", "days": -3, "seconds": 0, "time": "09:00", "repeat": "year"}
    assert (await emit(schedule={"date": day}))["schedule"]["date"] == day
    wall = (datetime.now(ZoneInfo("UTC")) + timedelta(days=9)).replace(tzinfo=None, microsecond=0).isoformat()
    assert (await emit(schedule={"at_local": wall}))["schedule"]["at_local"] == wall


async def test_a_group_is_written_to_as_a_whole(author, bot, emit):
    group = await author.channel(bot, is_group=True)
    assert (await emit(channel_id=group))["channel_id"] == group
    assert (await emit(channel_id=group, needs_message_processing=True))["channel_id"] == group
    rules = {"kind": "rules", "rules": {"field": "user.vip", "operator": "equal", "value": True}}
    own = {"crons": [MORNING], "own_zone": True}
    for more in ({"audience": rules}, {"schedule": own}):
        wanted = {"bot_id": bot, "name": "N", "message": {"text": "Hi"}, "channel_id": group}
        answer = await author.call("POST", "/emitters", json={**wanted, "schedule": {"every": 60}, **more})
        assert fields_of(answer) == {"body.channel_id": "emitter:group"}
