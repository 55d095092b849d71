"""Emitters and crons that cannot be: refused by their faulty fields."""

import pytest
from authors import NOBODY, done
from emitting import MORNING, emitter_of, fields_of


@pytest.fixture
async def bot(author):
    return (await author.import_bot())["id"]


@pytest.fixture
def emit(author, bot):
    async def emit(**more):
        return await author.call("POST", "/emitters", json=emitter_of(bot, **more))

    return emit


FAULTY_CRONS = [
    ({}, {"body": "cron:empty"}),
    ({"month": "2", "day": "31"}, {"body": "cron:never_fires"}),
    ({"year": "2001"}, {"body": "cron:never_fires"}),
    ({"day": "5th mon", "day_of_week": "tue"}, {"body": "cron:never_fires"}),
    ({"hour": "24"}, {"body.hour": "cron:hour"}),
    ({"hour": "9-"}, {"body.hour": "cron:hour"}),
    ({"hour": "17-9", "minute": "*/0"}, {"body.hour": "cron:hour", "body.minute": "cron:minute"}),
    ({"minute": "*/100"}, {"body.minute": "cron:minute"}),
    ({"month": "smarch"}, {"body.month": "cron:month"}),
    ({"day": "0"}, {"body.day": "cron:day"}),
    ({"day": "32"}, {"body.day": "cron:day"}),
    ({"day_of_week": "7"}, {"body.day_of_week": "cron:day_of_week"}),
    ({"second": "60"}, {"body.second": "cron:second"}),
    ({"year": "1"}, {"body.year": "cron:year"}),
    ({"year": "9" * 100}, {"body.year": "cron:year"}),
    ({"minute": "0," * 49 + "x"}, {"body.minute": "cron:minute"}),
    ({"hour": ""}, {"body.hour": "string_pattern_mismatch"}),
    ({"hour": "__import__('os')"}, {"body.hour": "string_pattern_mismatch"}),
    ({"hour": "٩"}, {"body.hour": "string_pattern_mismatch"}),
    ({"hour": "9\n"}, {"body.hour": "string_pattern_mismatch"}),
    ({"hour": "1" * 101}, {"body.hour": "too_long"}),
    ({"hour": 1.5}, {"body.hour": "string_type"}),
    ({"hour": True}, {"body.hour": "string_type"}),
    ({"hour": "9", "timezone": "Mars/Base"}, {"body.timezone": "timezone"}),
    ({"hour": "9", "timezone": "../../etc/passwd"}, {"body.timezone": "timezone"}),
    ({"hour": "9", "jitter": -1}, {"body.jitter": "greater_than_equal"}),
    ({"hour": "9", "misfire": "never"}, {"body.misfire": "literal_error"}),
    ({"hour": "9", "week": "1"}, {"body.week": "extra_forbidden"}),
    ({"hour": "9", "start_at": "2027-01-01T00:00:00"}, {"body.start_at": "timezone_aware"}),
    ({"hour": "9", "end_at": "9999-12-31T23:59:59+14:00"}, {"body.end_at": "year"}),
    (
        {"hour": "9", "start_at": "2027-02-01T00:00:00Z", "end_at": "2027-01-01T00:00:00Z"},
        {"body.end_at": "cron:end_before_start"},
    ),
    ({"hour": "9", "end_at": "2001-01-01T00:00:00Z"}, {"body": "cron:never_fires"}),
]


async def test_a_cron_that_cannot_be_is_refused_by_its_faulty_field(author, emit):
    emitter = done(await emit(schedule={"crons": []}), 201)

    for cron, fields in FAULTY_CRONS:
        previewed = await author.call("POST", "/crons/preview", json=cron)
        made = await author.call("POST", "/crons", json={"emitter_id": emitter["id"], **cron})
        assert fields_of(previewed) == fields, cron
        assert fields_of(made) == fields, cron
        for field in previewed.json()["error"]["details"]["fields"]:
            assert field["code"].partition(":")[0] != "cron" or field["message_ru"] != field["message"]


async def test_a_preview_shows_the_next_times_also_where_the_clock_changes(author):
    wanted = {
        "hour": "2",
        "minute": "30",
        "timezone": "Europe/Berlin",
        "after": "2027-03-27T00:00:00Z",
        "count": 3,
    }

    times = done(await author.call("POST", "/crons/preview", json=wanted))["times"]

    assert times == [
        {"at": "2027-03-27T01:30:00Z", "local": "2027-03-27T02:30:00+01:00"},
        {"at": "2027-03-28T01:00:00Z", "local": "2027-03-28T03:00:00+02:00"},
        {"at": "2027-03-29T00:30:00Z", "local": "2027-03-29T02:30:00+02:00"},
    ]
    assert fields_of(await author.call("POST", "/crons/preview", json={**wanted, "count": 51}))


FAULTY_EMITTERS = [
    ({"name": " "}, {"body.name": "string_too_short"}),
    ({"message": {}}, {"body.message": "emitter:empty_message"}),
    ({"message": {"text": "x" * 65_536}}, {"body.message": "emitter:too_large"}),
    ({"message": {"text": "x", "colour": 1}}, {"body.message.colour": "extra_forbidden"}),
    ({"message": {"text": 5}}, {"body.message.text": "string_type"}),
    ({"schedule": {}}, {"body.schedule": "schedule"}),
    ({"schedule": {"every": 60, "crons": []}}, {"body.schedule": "schedule"}),
    ({"schedule": {"every": 0}}, {"body.schedule.every": "greater_than_equal"}),
    ({"schedule": {"at": "2001-01-01T00:00:00Z"}}, {"body.schedule.at": "emitter:past"}),
    (
        {"schedule": {"every": 60, "end_at": "2001-01-01T00:00:00Z"}},
        {"body.schedule.end_at": "cron:end_before_start"},
    ),
    (
        {"schedule": {"every": 9, "start_at": "2001-01-01T00:00:00Z", "end_at": "2002-01-01T00:00:00Z"}},
        {"body.schedule.end_at": "cron:never_fires"},
    ),
    ({"schedule": {"crons": [MORNING, {"hour": "x"}]}}, {"body.schedule.crons.1.hour": "cron:hour"}),
    ({"audience": {"kind": "friends"}}, {"body.audience": "union_tag_invalid"}),
    ({"audience": {"kind": "people", "ids": []}}, {"body.audience.people.ids": "too_short"}),
    ({"audience": {"kind": "people", "ids": [NOBODY]}}, {"body.audience.ids.0": "emitter:no_subscriber"}),
    (
        {"audience": {"kind": "rules", "rules": {"condition": "AND", "rules": [{"field": "user.a"}]}}},
        {"body.audience.rules.rules.0": "rule:unknown_operator"},
    ),
    (
        {"audience": {"kind": "rules", "rules": {"field": "session.a", "operator": "equal", "value": 1}}},
        {"body.audience.rules": "rule:invalid"},
    ),
    ({"channel_id": NOBODY}, {"body.channel_id": "emitter:channel_unknown"}),
]


async def test_a_faulty_emitter_is_refused_by_its_faulty_field(emit):
    for more, fields in FAULTY_EMITTERS:
        assert fields_of(await emit(**more)) == fields, more


def nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [120, 260, 900])
async def test_values_within_values_have_an_end(author, emit, levels):
    deep = nested(levels)
    rule = {"field": "user.x", "operator": "equal", "value": deep}
    for path, more in (
        ("body.message", {"message": {"text": "Hi", "params": {"a": deep}}}),
        ("body.message", {"message": {"text": "Hi", "widget": {"type": "form", "props": {"a": deep}}}}),
        ("body.audience.rules.rules", {"audience": {"kind": "rules", "rules": {"rules": [rule]}}}),
    ):
        assert fields_of(await emit(**more)) == {path: "too_deep"}

    made = done(await emit(message={"text": "Hi", "params": {"a": nested(90)}}), 201)
    change = {"message": {"text": "Hi", "params": {"a": deep}}}
    assert fields_of(await author.call("PATCH", f"/emitters/{made['id']}", json=change)) == {
        "body.message": "too_deep"
    }
