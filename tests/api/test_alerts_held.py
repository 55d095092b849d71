"""What becomes of alerts where a clock is killed, a bot is deleted, or a reader erased."""

import json
from datetime import timedelta

import pytest
from alerting import Alerting, alerting
from authors import Author, done, refused
from live import working

from app.alerts.carrying import forget_deliveries
from app.alerts.limits import LEASE
from app.conversations.counts import forget_problems
from app.faststream_app import user_app
from app.kit.clock import now
from app.main import Front
from app.runtime.postgres import open_pool
from drive import calling
from egress_servers import answer, serving
from factories import make_person
from mail_server import mail_server

LEFT = """
select (select count(*) from alert) as alerts, (select count(*) from alert_reader) as readers,
       (select count(*) from alert_delivery) as deliveries, (select count(*) from problem_count) as problems
"""


@pytest.fixture
async def there():
    async with serving(answer(204)) as running:
        yield running


@pytest.fixture
async def world(start_app):
    async with mail_server() as peer:
        app = await start_app(egress_allow="127.0.0.1", smtp_url=peer.url, message_rate=0)
        async with calling(Front(app)) as client, working(user_app(app.state.parts.settings)):
            author = Author(client, await make_person(app, "DEVELOPER"))
            async with alerting(app, author) as running:
                await running.prove(author.person.email)
                yield running


async def risen(world: Alerting, url: str, **more: bool) -> None:
    await world.choose(is_on=True, more_than=0, url=url, **more)
    await world.stumble(1)
    assert await world.look(now()) == 1


async def test_nothing_was_sent_to_nobody_and_who_is_named_later_is_told(world: Alerting, there):
    await world.choose(is_on=True, more_than=0)
    await world.stumble(1)
    at = now()
    await world.look(at)
    shown = await world.shown()
    await world.choose(url=there.url)
    await world.look(at + timedelta(minutes=1))
    await world.carry(at + timedelta(minutes=1))

    assert (shown["since"] is None, shown["told_at"]) == (False, None)
    assert [json.loads(one.body)["event"] for one in there.seen] == ["problems.still"]


async def test_what_a_killed_clock_was_handing_over_is_handed_over_by_another(world: Alerting, there):
    await risen(world, there.url)
    at = now()
    taken = "update alert_delivery set due_at = $1, attempts = 1"  # as the one that was killed left it
    await world.rows(taken, at + LEASE)

    assert await world.carry(at) == 0
    assert await world.carry(at + LEASE) == 1
    assert len(there.seen) == 1


async def test_what_every_clock_dies_over_is_left_and_then_forgotten(world: Alerting, there):
    await risen(world, there.url)
    await world.rows("update alert_delivery set attempts = 10")

    assert await world.carry(now()) == 0
    await forget_deliveries(world.courier.pool, now() + timedelta(minutes=1))
    assert await world.rows("select 1 from alert_delivery") == []


async def test_nothing_is_left_of_a_bot_that_is_deleted(world: Alerting, there):
    await risen(world, there.url, by_mail=True)
    done(await world.author.call("POST", f"/bots/{world.bot}/archive"))
    deleted = await world.author.call("DELETE", f"/bots/{world.bot}")

    assert deleted.status_code == 204
    assert [tuple(row) for row in await world.rows(LEFT)] == [(0, 0, 0, 0)]


async def test_a_bot_that_is_being_deleted_keeps_no_clock_waiting(world: Alerting, there):
    await world.choose(is_on=True, more_than=0, url=there.url)
    await world.stumble(1)
    pool = await open_pool(world.app.state.parts.settings.postgres_dsn, size=1)
    async with pool.acquire() as connection:
        deleting = connection.transaction()
        async with deleting:
            await connection.fetch("select id from bot where id = $1 for update", world.bot)
            assert await world.look(now()) == 0
    await pool.close()

    assert await world.look(now()) == 1


async def test_an_erased_reader_is_written_to_no_more(world: Alerting, there):
    admin = Author(world.author.client, await make_person(world.app, "ADMIN"))
    await risen(world, there.url, by_mail=True)
    done(await admin.call("POST", f"/people/{world.author.person.id}/erase"))

    left = (await world.rows(LEFT))[0]
    assert (left["alerts"], left["readers"], left["deliveries"]) == (1, 0, 1)


async def test_counts_are_kept_as_long_as_anybody_looks_back(world: Alerting):
    await world.stumble(1)
    minute = (await world.rows("select minute from problem_count"))[0]["minute"]

    await forget_problems(world.courier.pool, minute)
    assert (await world.shown())["problems"] == 1
    await forget_problems(world.courier.pool, minute + timedelta(minutes=1))
    assert (await world.shown())["problems"] == 0


@pytest.mark.parametrize(
    "body",
    [{"more_than": -1}, {"minutes": 0}, {"minutes": 1441}, {"is_on": None}, {"x": 1}],
)
async def test_faulty_choices_are_refused(author, body):
    bot = await author.published()
    assert refused(await author.call("PATCH", f"/bots/{bot}/alerts", json=body)) == (422, "api:invalid")


@pytest.mark.parametrize(
    "url", ["ftp://x", "http://x\r\nHost: y/", "http://x y/", "http://\u202emoc.x/", "http://a:b@x/"]
)
async def test_what_is_no_address_is_refused_and_not_first_when_it_is_posted_to(author, url):
    bot = await author.published()
    answer = await author.call("PATCH", f"/bots/{bot}/alerts", json={"url": url})
    assert refused(answer) == (422, "api:invalid")
