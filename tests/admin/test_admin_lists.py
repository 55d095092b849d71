"""What is shown: every section, with its search, filters, order, export and single rows."""

import csv
import io
from datetime import timedelta

import pytest
from administrators import done, refused, run
from one_of_each import SAID, one_of_each
from sqlalchemy import Boolean, DateTime, Uuid, event, text

from app.admin import section
from app.admin.asking import _READ
from app.admin.faults import Told
from app.admin.sections import SECTIONS
from app.admin.visit import Visit
from app.kit.clock import now

MODELS = {one.model.__name__: one for one in SECTIONS}


@pytest.fixture
async def world(app):
    return await one_of_each(app)


def filters_of(column):
    """Something that finds, and something that does not, as FastAdmin's page asks."""
    yesterday, tomorrow = ((now() + timedelta(days=days)).isoformat() for days in (-1, 1))
    if column.choices:
        return {"in": ",".join(column.choices)}, None
    if column.kind is DateTime:
        return {"gte": yesterday, "lte": tomorrow}, {"gte": tomorrow}
    if column.kind is Boolean:
        return None, None
    if column.kind in _READ and column.kind is not Uuid:
        return {"lte": "999"}, {"gt": "999"}
    return None, {"icontains": "never-said"}


def asked(name, conditions):
    return {f"{name}__{condition}": value for condition, value in conditions.items()}


async def test_the_sections_are_these(admin):
    told = await admin.configuration()

    assert {model["name"] for model in told["models"]} == set(MODELS)
    assert (told["site_name"], told["username_field"]) == ("DBCV", "email")


async def test_every_section_lists_and_shows_what_there_is(admin, world):
    for model, row_id in world.ids.items():
        rows = await admin.rows(model)
        assert row_id in {row["id"] for row in rows}, model
        row = await admin.row(model, row_id)
        assert row["id"] == row_id
        listed = next(one for one in rows if one["id"] == row_id)
        assert set(listed) - {"id"} <= set(row)
    assert set(world.ids) == set(MODELS)


async def test_every_filter_compares(admin, world):
    for model in MODELS:
        await assert_filters_compare(admin, model)


async def assert_filters_compare(admin, model):
    total = len(await admin.rows(model, limit=1000))
    for column in (one for one in MODELS[model].columns if one.filtered):
        finds, finds_not = filters_of(column)
        if finds is not None:
            found = await admin.rows(model, **asked(column.name, finds), limit=1000)
            empty = [row for row in await admin.rows(model, limit=1000) if row.get(column.name) is None]
            assert column.listed is False or len(found) == total - len(empty), column.name
        if finds_not is not None:
            assert await admin.rows(model, **asked(column.name, finds_not)) == [], column.name
        if column.kind is Boolean:
            halves = [await admin.rows(model, **{column.name: one}, limit=1000) for one in ("true", "false")]
            assert sum(map(len, halves)) == total, column.name


async def test_every_column_that_has_an_order_orders(admin, world):
    for model, column in ((model, column) for model, one in MODELS.items() for column in one.columns):
        for sign in ("", "-"):
            answer = await admin.ask("GET", f"/list/{model}", params={"sort_by": sign + column.name})
            if column.is_json:
                assert refused(answer) == (422, "admin:sort")
            else:
                assert answer.status_code == 200, (model, column.name, answer.text)


async def test_what_is_searched_is_found(admin, world):
    ids = world.ids
    for model, words in {
        "User": world.author.email[:8].upper(),
        "Bot": "garden",
        "BotVersion": "first",
        "Channel": "ARDE",
        "Message": SAID[3:9],
        "Session": "anna",
        "DeadLetter": "keyerror",
        "CredentialEntity": "sho",
        "Emitter": "new",
        "Audit": world.author.email,
        "Command": ids["Command"],
        "SignIn": "Firefox",
    }.items():
        assert ids[model] in {row["id"] for row in await admin.rows(model, search=words)}, model
    assert await admin.rows("Bot", search="100%") == []
    assert await admin.rows("Bot", search=ids["Channel"]) == []


async def test_what_belongs_to_a_row_is_listed_with_it(admin, world):
    told = await admin.configuration()
    seen = 0
    for model in told["models"]:
        for inline in model["inlines"]:
            own = await admin.rows(inline["name"], **{inline["fk_name"]: world.ids[model["name"]]})
            others = await admin.rows(inline["name"], **{inline["fk_name"]: world.ids["Audit"]})
            assert others == []
            seen += len(own)
    assert seen >= 10


async def test_lists_go_page_by_page(admin, world):
    first = await admin.ask("GET", "/list/User", params={"limit": 2, "offset": 0, "sort_by": "created_at"})
    second = await admin.ask("GET", "/list/User", params={"limit": 2, "offset": 2, "sort_by": "created_at"})
    pages = [done(first), done(second)]

    assert [page["total"] for page in pages] == [3, 3]
    assert [len(page["results"]) for page in pages] == [2, 1]
    assert len({row["id"] for page in pages for row in page["results"]}) == 3


async def test_an_export_holds_what_the_list_shows(admin, world):
    asked_for = {"format": "CSV", "limit": 10, "offset": 0}
    answer = await admin.ask("POST", "/export/Bot", params={"search": "Gardener"}, json=asked_for)
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert (row["name"], row["status"], row["workspace"]) == ("Gardener", "active", world.author.email[:4])

    answer = await admin.ask("POST", "/export/Bot", json={**asked_for, "format": "JSON"})
    assert [row["name"] for row in answer.json()] == ["Gardener"]
    assert list(answer.json()[0]) == list(row) or set(row) <= set(answer.json()[0])


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"bot_id": "not-an-id"}, 422, "admin:filter"),
        ({"created_at__gte": "yesterday"}, 422, "admin:filter"),
        ({"attempts": "9" * 30}, 422, "admin:filter"),
        ({"is_open": "maybe"}, 422, "admin:filter"),
        ({"is_open__lt": "true"}, 422, "admin:filter"),
        ({"kind__regex": "e"}, 422, "admin:invalid"),
        ({"payload": "x"}, 422, "admin:invalid"),
        ({"sort_by": "payload"}, 422, "admin:invalid"),
        ({"sort_by": "-"}, 422, "admin:invalid"),
        ({"search": "a\0b"}, 422, "storage:unstorable_text"),
        ({"limit": "many"}, 422, "api:invalid"),
    ],
)
async def test_what_cannot_be_asked_is_refused_in_words(admin, world, query, status, code):
    answer = await admin.ask("GET", "/list/DeadLetter", params=query)

    assert refused(answer) == (status, code), answer.text
    assert "select" not in answer.text.lower()


async def test_a_row_that_is_not_there_is_not_found(admin, world):
    for path in (
        "DeadLetter/x",
        f"DeadLetter/{world.ids['Bot']}",
        "BotVersion/1",
        "BotVersion/1~2~3",
        "Nope/1",
    ):
        assert (await admin.ask("GET", f"/retrieve/{path}")).status_code == 404
    assert (await admin.ask("GET", "/list/AccessToken")).status_code == 404


@pytest.fixture
def visit(app):
    state = app.state
    return Visit(
        person=None, parts=state.parts, waker=state.waker, channels=state.channels, redis=state.redis
    )


async def test_what_takes_too_long_ends(visit, monkeypatch):
    briefly = text("select set_config('statement_timeout', '20', true)")
    monkeypatch.setattr(section, "_GENTLY", briefly)

    with pytest.raises(Told) as refused_so:
        async with section.reading(visit) as session:
            await session.execute(text("select pg_sleep(60)"))
    assert (refused_so.value.status_code, refused_so.value.error.code) == (422, "admin:too_much")


async def test_who_reads_writes_nothing(visit):
    with pytest.raises(Told) as refused_so:
        async with section.reading(visit) as session:
            await session.execute(text("delete from dead_letter"))
    assert refused_so.value.error.code == "admin:invalid"
    assert "delete" not in str(refused_so.value)


async def test_a_list_that_takes_long_to_count_is_shown_all_the_same(app, admin, monkeypatch):
    monkeypatch.setattr(section, "COUNTED", 10**7)
    monkeypatch.setattr(section, "_BRIEFLY", text("select set_config('statement_timeout', '1', true)"))
    await run(
        app,
        "insert into audit (id, at, action, subject_id)"
        " select gen_random_uuid(), now(), 'bot.change', gen_random_uuid() from generate_series(1, 200000)",
    )

    for query, total in (({"limit": 10}, 11), ({"limit": 10, "offset": 20}, 31)):
        page = done(await admin.ask("GET", "/list/Audit", params=query))
        assert (len(page["results"]), page["total"]) == (10, total)


async def test_the_newest_messages_are_listed_without_reading_all_there_are(app, admin):
    await run(
        app,
        "insert into message (thread_id, seq, id, sender_kind, sender_id, body, created_at)"
        " select gen_random_uuid(), n, gen_random_uuid(), 'bot', gen_random_uuid(), '{}',"
        " now() - n * interval '2 minutes' from generate_series(0, 1000) n",
    )

    async def numbers(**query):
        shown = [await admin.row("Message", row["id"]) for row in await admin.rows("Message", **query)]
        return [row["seq"] for row in shown]

    assert await numbers(limit=20) == [*range(20)]  # of the last hour
    assert await numbers(limit=5, offset=700) == [*range(700, 705)]  # of the last day
    assert await numbers(limit=3, offset=999) == [999, 1000]  # of all there are
    assert await numbers(limit=3, sort_by="created_at") == [1000, 999, 998]

    asked: list[str] = []
    engine = app.state.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    await admin.rows("Message", limit=20)
    [page] = [statement for statement in asked if "ORDER BY message" in statement]
    assert "message.created_at >=" in page
