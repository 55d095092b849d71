"""How often somebody may try, and whose address counts."""

from ipaddress import ip_network

import pytest

from app.kit.api import client_address
from drive import calling, code
from factories import PASSWORD, make_person

LOGIN = "/api/v1/auth/login"


async def fail(client, person, times: int) -> list:
    body = {"email": person.email, "password": "not this one"}
    return [await client.post(LOGIN, json=body) for _ in range(times)]


@pytest.mark.parametrize("cache", ["redis", "no redis"])
async def test_too_many_failures_close_the_door_for_this_account_from_this_address(start_app, cache):
    gone = {"cache_redis_url": "redis://127.0.0.1:1/0"} if cache == "no redis" else {}
    app = await start_app(login_failures_allowed=3, **gone)
    person, other = await make_person(app), await make_person(app)
    right = {"email": person.email, "password": PASSWORD}

    async with calling(app) as client, calling(app, "203.0.113.8") as elsewhere:
        failed = await fail(client, person, 3)
        closed = await client.post(LOGIN, json=right)
        others = await client.post(LOGIN, json={"email": other.email, "password": PASSWORD})
        owner = await elsewhere.post(LOGIN, json=right)

    assert [answer.status_code for answer in failed] == [401, 401, 401]
    assert (closed.status_code, code(closed)) == (429, "auth:too_many_attempts")
    assert 0 < int(closed.headers["retry-after"]) <= 300
    assert closed.json()["error"]["details"] == {"retry_after": int(closed.headers["retry-after"])}
    assert (others.status_code, owner.status_code) == (200, 200)


async def test_logins_that_succeed_are_not_counted(start_app):
    app = await start_app(login_failures_allowed=2)
    person = await make_person(app)

    async with calling(app) as client:
        answers = [
            await client.post(LOGIN, json={"email": person.email, "password": PASSWORD}) for _ in range(4)
        ]

    assert {answer.status_code for answer in answers} == {200}


async def test_one_address_that_tries_many_accounts_is_stopped_too(start_app):
    app = await start_app(login_failures_allowed=1)

    async with calling(app) as client:
        answers = [
            await client.post(LOGIN, json={"email": f"n{number}@example.org", "password": "guess"})
            for number in range(11)
        ]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]


async def test_the_cache_holds_no_e_mail_address(start_app):
    app = await start_app()
    person = await make_person(app)

    async with calling(app) as client:
        await fail(client, person, 1)

    keys = [key.decode() for key in await app.state.cache.keys("*")]
    assert len(keys) == 2
    assert not any(person.email in key or "203.0.113" in key for key in keys)


async def test_anonymous_sign_ins_are_limited_by_address(start_app):
    app = await start_app(anonymous_per_minute=2)

    async with calling(app) as client, calling(app, "203.0.113.8") as elsewhere:
        answers = [await client.post("/api/v1/auth/anonymous") for _ in range(3)]
        other = await elsewhere.post("/api/v1/auth/anonymous")

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert other.status_code == 201


async def test_behind_a_trusted_proxy_people_have_their_own_addresses(start_app):
    app = await start_app(anonymous_per_minute=1, trusted_proxies="10.0.0.0/8")

    async with calling(app, "10.0.0.1") as proxy:
        answers = [
            await proxy.post("/api/v1/auth/anonymous", headers={"X-Forwarded-For": address})
            for address in ("198.51.100.1", "198.51.100.2", "198.51.100.1", "6.6.6.6, 198.51.100.2")
        ]

    assert [answer.status_code for answer in answers] == [201, 201, 429, 429]


async def test_who_is_no_trusted_proxy_can_not_choose_an_address(start_app):
    app = await start_app(anonymous_per_minute=1, trusted_proxies="10.0.0.0/8")

    async with calling(app) as client:
        answers = [
            await client.post("/api/v1/auth/anonymous", headers={"X-Forwarded-For": address})
            for address in ("198.51.100.1", "198.51.100.2")
        ]

    assert [answer.status_code for answer in answers] == [201, 429]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "1.2.3.4, not an address", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("9.9.9.9", "1.2.3.4", "9.9.9.9"),
        ("10.0.0.1", ",, ,", "10.0.0.1"),
    ],
)
def test_the_nearest_address_that_is_no_trusted_proxy_counts(peer, forwarded, address):
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]

    found = client_address({"client": (peer, 1), "headers": headers}, (ip_network("10.0.0.0/8"),))

    assert found == address
