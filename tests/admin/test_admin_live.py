"""Live figures: who gets them, how long, and that they are those of the metrics."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from administrators import administrator, give_role, run
from redis.asyncio import Redis
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from api.live import served
from app.admin.live.figures import Board, Sources, look
from app.admin.live.words import live_words
from app.admin.visit import COOKIE
from app.kit.ids import uuid7
from app.runtime.backlog import QUEUES
from app.runtime.postgres import open_pool
from app.runtime.streams import STREAMS, USER_MESSAGES, ensure_groups, wake
from eventually import PATIENCE
from factories import make_person


@pytest.fixture
async def address(app):
    async with served(app) as address:
        yield address


@asynccontextmanager
async def by_cookie(address, admin, origin=None):
    headers = {"Cookie": f"{COOKIE}={admin.client.cookies.get(COOKIE)}"}
    where = f"ws://{address}/admin/live/figures"
    async with connect(
        where, origin=origin or f"http://{address}", additional_headers=headers, proxy=None
    ) as one:
        yield one


@asynccontextmanager
async def by_token(address, person, **options):
    token = person.tokens.access_token
    async with connect(
        f"ws://{address}/ws/status", subprotocols=["bearer", token], proxy=None, **options
    ) as one:
        yield one


async def told(socket):
    return json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))


async def closed(socket):
    """(code of the error it told last, code of its end)."""
    last = {}
    try:
        while True:
            last = await told(socket)
    except ConnectionClosed as ended:
        return last["error"]["code"], ended.rcvd.code


async def test_the_page_is_told_figures_again_and_again(app, admin, address):
    await ensure_groups(app.state.redis)
    await wake(app.state.redis, USER_MESSAGES, [uuid7() for _ in range(3)])
    async with by_cookie(address, admin) as socket:
        first, second = await told(socket), await told(socket)

    assert first["at"] < second["at"]
    assert [one["stream"] for one in first["streams"]] == [stream.name for stream in STREAMS]
    assert first["streams"][0] == {"stream": "user_messages", "unread": 3, "pending": 0}
    assert {one["queue"] for one in first["queues"]} == {
        *("commands_left_behind", "inbox", "outbox", "timers_due"),
    }
    assert first["redis"]["used"] > 0
    assert first["away"] == []


async def test_problems_are_told_by_bot_the_worst_first(app, admin, address):
    for name, problems in (("Few", 2), ("Many", 40)):
        bot = uuid7()
        await run(
            app,
            "insert into bot (id, workspace_id, name, head)"
            " select :bot, id, :name, '{}' from workspace limit 1",
            bot=bot,
            name=name,
        )
        await run(
            app,
            "insert into problem_count (bot_id, minute, code, count) values"
            " (:bot, now(), 'http:timeout', :n), (:bot, now() - interval '3 hours', 'code:error', 900)",
            bot=bot,
            n=problems,
        )
    async with by_cookie(address, admin) as socket:
        frame = await told(socket)

    assert [(one["name"], one["problems"]) for one in frame["problems"]] == [("Many", 40), ("Few", 2)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_queue_and_stream_has_a_name(language):
    assert set(live_words(language).names) == {*QUEUES, *(stream.name for stream in STREAMS)}


async def test_a_program_with_an_administrators_token_is_told_the_same(app, address):
    person = await make_person(app, "ADMIN")
    async with by_token(address, person) as socket:
        assert (await told(socket))["type"] == "status"


@pytest.mark.parametrize("role", ["USER", "DEVELOPER"])
async def test_other_roles_are_told_nothing(app, address, role):
    async with by_token(address, await make_person(app, role)) as socket:
        assert await closed(socket) == ("auth:role_needed", 1008)
    async with administrator(app, role) as nobody, by_cookie(address, nobody) as socket:
        assert await closed(socket) == ("auth:required", 1008)


async def test_nobody_is_told_anything_without_a_token_or_a_cookie(address):
    async with connect(f"ws://{address}/ws/status", proxy=None) as socket:
        assert await closed(socket) == ("auth:required", 1008)
    where = f"ws://{address}/admin/live/figures"
    async with connect(where, origin=f"http://{address}", proxy=None) as socket:
        assert await closed(socket) == ("auth:required", 1008)


async def test_another_sites_page_is_told_nothing(app, admin, address):
    for origin in ("https://evil.example", "null"):
        async with by_cookie(address, admin, origin) as socket:
            assert await closed(socket) == ("admin:origin", 1008)
    async with by_token(address, await make_person(app, "ADMIN"), origin="https://evil.example") as socket:
        assert await closed(socket) == ("admin:origin", 1008)
    headers = {"Cookie": f"{COOKIE}={admin.client.cookies.get(COOKIE)}"}
    where = f"ws://{address}/admin/live/figures"
    async with connect(where, additional_headers=headers, proxy=None) as socket:
        assert await closed(socket) == ("admin:origin", 1008)


async def test_signing_out_ends_it_at_once(admin, address):
    async with by_cookie(address, admin) as socket:
        await told(socket)
        await admin.ask("POST", "/sign-out")
        assert await closed(socket) == ("auth:required", 1008)


async def test_who_is_no_administrator_any_more_is_told_no_more(app, admin, address):
    async with by_cookie(address, admin) as socket:
        await told(socket)
        await give_role(app, admin.person, "DEVELOPER")
        await app.state.parts.revocations.tell(admin.person.id)
        assert await closed(socket) == ("auth:required", 1008)


async def test_who_says_something_there_is_closed(admin, address):
    async with by_cookie(address, admin) as socket:
        await socket.send("hello")
        assert await closed(socket) == ("socket:unknown_type", 1008)


async def test_only_so_many_are_open_at_once_and_a_place_is_free_again(app, admin, address):
    app.state.watchers._most = 1
    async with by_cookie(address, admin) as one:
        await told(one)
        async with by_cookie(address, admin) as other:
            assert await closed(other) == ("socket:too_many", 1013)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with by_cookie(address, admin) as next_one:
                if (await told(next_one))["type"] == "status":
                    return


async def test_however_many_watch_the_servers_are_asked_once(app, redis_url):
    async with Redis.from_url(redis_url) as redis:
        pool = await open_pool(app.state.parts.settings.postgres_dsn, size=2)
        board = Board(Sources(pool=pool, redis=redis), every=3600)
        seen = await asyncio.gather(*(board.newest() for _ in range(20)))
        await pool.close()
    assert len({one["at"] for one in seen}) == 1


async def test_a_server_that_is_away_is_named_and_the_rest_is_told(app, redis_url):
    nobody = Redis.from_url("redis://127.0.0.1:1")
    pool = await open_pool(app.state.parts.settings.postgres_dsn, size=2)
    without_redis = await look(Sources(pool=pool, redis=nobody))
    await pool.close()
    async with Redis.from_url(redis_url) as redis:
        gone = await open_pool("postgresql://nobody@127.0.0.1:1/none", size=1)
        without_database = await look(Sources(pool=gone, redis=redis))
        await gone.close()
    await nobody.aclose()

    assert (without_redis["away"], without_redis["redis"]) == (["redis"], None)
    assert without_redis["queues"]
    assert (without_database["away"], without_database["queues"]) == (["database"], None)
    assert without_database["redis"]["used"] > 0


async def test_the_page_asks_for_nothing_of_others_and_is_for_administrators(admin, client):
    page = await admin.client.get("/admin/live", headers={"Accept-Language": "ru"})

    assert page.status_code == 200
    assert (
        "default-src 'none'; script-src 'self'; style-src 'self'" in page.headers["content-security-policy"]
    )
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "Показатели сейчас" in page.text
    assert '<a id="live" href="/admin/live">' in (await admin.client.get("/admin/")).text
    led = await client.get("/admin/live")
    assert (led.status_code, led.headers["location"]) == (303, "/admin/sign-in")
