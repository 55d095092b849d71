"""Getting into /admin and out again: a session of its own, for administrators, and no longer than that."""

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from administrators import OWN, administrator, give_role, refused, run, sign_in

from app.accounts.expiry import forget_expired
from app.admin.sessions import LIFETIME, AdminSessions
from app.admin.visit import COOKIE
from app.kit import clock
from app.kit.clock import now
from app.kit.ids import uuid7
from app.settings import Settings
from app.storage.database import Database
from drive import calling
from factories import make_person

API = "/api/v1"


def cookie_of(answer):
    return SimpleCookie(answer.headers["set-cookie"])[COOKIE]


async def test_an_administrator_is_let_in_and_led_to_the_page(app, client):
    person = await make_person(app, "ADMIN")
    answer = await sign_in(client, person.email)

    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/")
    cookie = cookie_of(answer)
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/admin")
    assert int(cookie["max-age"]) == LIFETIME.total_seconds()
    assert not cookie["secure"]
    page = await client.get("/admin/")
    assert page.status_code == 200
    assert (await client.get("/admin/api/me")).json() == {"id": str(person.id), "email": person.email}


@pytest.mark.parametrize(
    ("settings", "headers", "is_secure"),
    [
        ({"public_url": "https://bots.example"}, {}, True),
        ({"public_url": "http://bots.example"}, {}, False),
        ({"trusted_proxies": "203.0.113.7"}, {"X-Forwarded-Proto": "https"}, True),
        ({"trusted_proxies": "203.0.113.7"}, {"X-Forwarded-Proto": "https, http"}, False),
        ({}, {"X-Forwarded-Proto": "https"}, False),
    ],
)
async def test_where_people_come_by_https_the_cookie_goes_by_nothing_else(
    start_app, settings, headers, is_secure
):
    app = await start_app(**settings)
    person = await make_person(app, "ADMIN")
    async with calling(app) as client:
        answer = await sign_in(client, person.email, headers={**OWN, **headers})

    assert bool(cookie_of(answer)["secure"]) is is_secure


@pytest.mark.parametrize("role", ["USER", "DEVELOPER"])
async def test_nobody_else_is_let_in(app, client, role):
    person = await make_person(app, role)
    answer = await sign_in(client, person.email)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "does not administer" in answer.text


@pytest.mark.parametrize("email", ["known", "nobody@example.org", "no address", ""])
async def test_a_wrong_password_and_an_unknown_address_are_told_alike(app, client, email):
    person = await make_person(app, "ADMIN")
    answer = await sign_in(client, person.email if email == "known" else email, "wrong")

    assert answer.status_code == 401
    assert "The e-mail address or the password is wrong." in answer.text
    assert "set-cookie" not in answer.headers


async def test_guesses_are_counted_as_at_the_api(start_app):
    app = await start_app(login_failures_allowed=2)
    person = await make_person(app, "ADMIN")
    async with calling(app) as client:
        login = {"email": person.email, "password": "wrong"}
        assert (await client.post(f"{API}/auth/login", json=login)).status_code == 401
        assert (await sign_in(client, person.email, "wrong")).status_code == 401
        answer = await sign_in(client, person.email)

        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
        assert "Too many attempts" in answer.text
        assert (await client.post(f"{API}/auth/login", json=login)).status_code == 429


async def test_another_page_can_neither_sign_in_nor_change_anything(app, client, admin):
    person = await make_person(app, "ADMIN")
    other = {"Origin": "https://evil.example"}
    for headers in (
        other,
        {"Origin": "null"},
        {},
        {**OWN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://["},
    ):
        answer = await sign_in(client, person.email, headers=headers)
        assert refused(answer) == (403, "admin:origin"), headers
        answer = await admin.client.post("/admin/api/sign-out", headers=headers)
        assert refused(answer) == (403, "admin:origin"), headers
    assert (await admin.ask("GET", "/me")).status_code == 200
    told = {"Sec-Fetch-Site": "same-origin"}
    assert (await sign_in(client, person.email, headers=told)).status_code == 303


async def test_the_public_address_is_ours_where_a_proxy_calls_us_by_another_name(start_app):
    app = await start_app(public_url="https://bots.example")
    person = await make_person(app, "ADMIN")
    async with calling(app) as client:
        answer = await sign_in(client, person.email, headers={"Origin": "https://bots.example"})
        assert answer.status_code == 303
        for other in (
            "http://bots.example",
            "https://bots.example:8443",
            "https://bots.example.evil.example",
        ):
            assert refused(await sign_in(client, person.email, headers={"Origin": other})) == (
                403,
                "admin:origin",
            )


async def test_signing_out_ends_it_on_the_server_too(admin):
    kept = admin.client.cookies.get(COOKIE)
    answer = await admin.ask("POST", "/sign-out", json={})

    assert answer.status_code == 200
    assert cookie_of(answer)["max-age"] == "0"
    assert admin.client.cookies.get(COOKIE) is None
    again = await admin.client.get("/admin/api/me", headers={"Cookie": f"{COOKIE}={kept}"})
    assert refused(again) == (401, "auth:required")


@pytest.mark.parametrize("role", ["USER", "DEVELOPER"])
async def test_whose_role_was_taken_is_out_with_the_next_request(app, admin, role):
    await give_role(app, admin.person, role)

    assert refused(await admin.ask("GET", "/me")) == (401, "auth:required")
    await give_role(app, admin.person, "ADMIN")
    assert (await admin.ask("GET", "/me")).status_code == 200


async def test_who_is_locked_out_or_signed_out_from_elsewhere_is_out(app, admin):
    own = await admin.client.get(f"{API}/auth/sign-ins", headers=admin.person.headers)
    here = next(one for one in own.json()["items"] if not one["is_this"])
    ended = await admin.client.delete(f"{API}/auth/sign-ins/{here['id']}", headers=admin.person.headers)
    assert ended.status_code == 204
    assert refused(await admin.ask("GET", "/me")) == (401, "auth:required")

    async with administrator(app) as other:
        await run(app, 'update "user" set is_active = false where id = :id', id=other.person.id)
        assert refused(await other.ask("GET", "/me")) == (401, "auth:required")


async def test_cookies_and_tokens_open_nothing_of_each_other(app, client, admin):
    cookie = admin.client.cookies.get(COOKIE)
    as_token = await client.get(f"{API}/auth/me", headers={"Authorization": f"Bearer {cookie}"})
    assert refused(as_token) == (401, "auth:token_invalid")
    for token in (admin.person.tokens.access_token, admin.person.tokens.refresh_token):
        told = await client.get("/admin/api/me", headers={"Cookie": f"{COOKIE}={token}"})
        assert refused(told) == (401, "auth:required")
    bearer = await client.get("/admin/api/me", headers=admin.person.headers)
    assert refused(bearer) == (401, "auth:required")


@pytest.mark.parametrize("broken", ["", "x", "a.b.c", "x" * 10_000, "eyJhbGciOiJub25lIn0.e30."])
async def test_a_cookie_that_we_did_not_sign_is_none(client, broken):
    answer = await client.get("/admin/api/me", headers={"Cookie": f"{COOKIE}={broken}"})

    assert refused(answer) == (401, "auth:required")


async def test_it_ends_by_itself_and_is_kept_until_then(app, admin):
    sessions = app.state.admin_sessions
    found = await sessions.principal(admin.client.cookies.get(COOKIE))
    at = now()
    kept = sessions._sign(found.person_id, found.sign_in_id, at - LIFETIME, at + timedelta(minutes=1))
    past = sessions._sign(found.person_id, found.sign_in_id, at - LIFETIME, at - timedelta(seconds=1))
    for cookie, status in ((kept, 200), (past, 401)):
        answer = await admin.client.get("/admin/api/me", headers={"Cookie": f"{COOKIE}={cookie}"})
        assert answer.status_code == status

    pool = app.state.channels.pool
    await forget_expired(pool, at)
    assert (await admin.ask("GET", "/me")).status_code == 200
    await forget_expired(pool, at + LIFETIME + timedelta(minutes=1))
    assert refused(await admin.ask("GET", "/me")) == (401, "auth:required")


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_cookie_goes_by_the_time_all_processes_agree_on(minutes):
    sessions, ids = AdminSessions("a secret", Database(Settings(_env_file=None))), (uuid7(), uuid7())
    there = clock.machine() + timedelta(minutes=minutes)
    cookie = sessions._sign(*ids, there, there + LIFETIME)
    try:
        clock.agree(clock.Agreed(moment=there, since=clock.elapsed()))
        assert sessions._read(cookie) is not None

        clock.agree(clock.Agreed(moment=there + LIFETIME, since=clock.elapsed()))
        assert sessions._read(cookie) is None
    finally:
        clock.agree(None)


async def test_who_signed_in_is_in_the_audit_log(app, admin):
    lines = await admin.rows("Audit", action__icontains="admin.sign_in")

    assert [(line["actor"], line["subject_id"]) for line in lines] == [
        (admin.person.email, str(admin.person.id))
    ]


async def test_the_page_to_sign_in_runs_nothing_and_speaks_russian(client):
    page = await client.get("/admin/sign-in", headers={"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"})

    assert 'lang="ru"' in page.text
    assert "Пароль" in page.text
    policy = page.headers["content-security-policy"]
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
