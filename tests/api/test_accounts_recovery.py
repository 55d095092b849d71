"""Forgotten and changed passwords, and who stays signed in afterwards."""

import asyncio
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest
from authors import done
from mailing import API, mailing
from sqlalchemy import text

from app.kit.clock import now
from drive import calling, code
from factories import PASSWORD, make_person
from mail_server import mail_server

NEW = "quite another sentence"


@pytest.fixture
async def peer():
    async with mail_server() as running:
        yield running


@pytest.fixture
async def app(start_app, peer):
    return await start_app(smtp_url=peer.url)


@pytest.fixture
async def rounds(app, client):
    async with mailing(app, client) as running:
        yield running


async def reset_token(rounds, peer, email) -> str:
    await rounds.forget(email)
    return (await rounds.sent_link(peer))[1]


async def login(client, email, password) -> int:
    body = {"email": email, "password": password}
    return (await client.post(f"{API}/auth/login", json=body)).status_code


async def test_who_forgot_their_password_chooses_another_once(app, client, rounds, peer):
    person = await make_person(app)
    token = await reset_token(rounds, peer, person.email.upper())

    first = await rounds.post("/auth/password/reset", {"token": token, "password": NEW})
    again = await rounds.post("/auth/password/reset", {"token": token, "password": "a third sentence"})

    assert first.status_code == 204
    assert (again.status_code, code(again)) == (403, "auth:link_invalid")
    assert await login(client, person.email, PASSWORD) == 401
    assert await login(client, person.email, NEW) == 200


async def test_of_many_who_use_one_link_at_once_one_goes_on(app, client, rounds, peer):
    token = await reset_token(rounds, peer, (await make_person(app)).email)
    bodies = [{"token": token, "password": f"sentence number {number}"} for number in range(4)]

    answers = await asyncio.gather(*(rounds.post("/auth/password/reset", body) for body in bodies))

    assert sorted(answer.status_code for answer in answers) == [204, 403, 403, 403]


async def test_a_new_password_ends_every_sign_in_token_and_socket(app, author, client, rounds, peer, place):
    person = await make_person(app, "DEVELOPER")
    made = done(await rounds.post("/tokens", {"name": "script", "scopes": ["bots:run"]}, person.headers), 201)
    script = {"Authorization": f"Bearer {made['token']}"}
    channel = await author.channel()
    token = await reset_token(rounds, peer, person.email)

    async with place.socket(channel, person.headers) as one, place.socket(channel, script) as other:
        assert (await client.get(f"{API}/auth/me", headers=script)).status_code == 200
        await rounds.post("/auth/password/reset", {"token": token, "password": NEW})
        assert [(await one.closed())[0], (await other.closed())[0]] == [1008, 1008]

    for headers in (person.headers, script):
        answer = await client.get(f"{API}/auth/me", headers=headers)
        assert (answer.status_code, code(answer)) == (401, "auth:token_invalid")
    refreshed = await rounds.post("/auth/refresh", {"refresh_token": person.tokens.refresh_token})
    assert refreshed.status_code == 401


async def test_the_person_is_told_and_other_links_are_dead(app, client, rounds, peer):
    person = await make_person(app)
    earlier = await reset_token(rounds, peer, person.email)
    token = await reset_token(rounds, peer, person.email)
    await rounds.post("/auth/password/reset", {"token": token, "password": NEW})

    stale = await rounds.post("/auth/password/reset", {"token": earlier, "password": "a third one"})
    await rounds.round()

    assert code(stale) == "auth:link_invalid"
    assert peer.letters[-1]["subject"] == "Your password was changed"
    assert "account#" not in peer.text()


async def test_a_link_past_its_time_made_up_or_of_another_kind_is_refused_alike(app, client, rounds, peer):
    person = await make_person(app)
    late = await reset_token(rounds, peer, person.email)
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("update account_link set expires_at = now() - interval '1 second'"))
    await rounds.post("/auth/verify/resend", None, person.headers)
    verifying = (await rounds.sent_link(peer))[1]

    answers = [
        await rounds.post("/auth/password/reset", {"token": token, "password": NEW})
        for token in (late, verifying, "made up")
    ]

    assert {(answer.status_code, code(answer)) for answer in answers} == {(403, "auth:link_invalid")}
    assert await login(client, person.email, PASSWORD) == 200


async def test_who_was_locked_out_meanwhile_gets_in_by_no_link(app, client, rounds, peer):
    admin, person = await make_person(app, "ADMIN"), await make_person(app)
    token = await reset_token(rounds, peer, person.email)
    await client.patch(f"{API}/users/{person.id}", headers=admin.headers, json={"is_active": False})

    answer = await rounds.post("/auth/password/reset", {"token": token, "password": NEW})

    assert (answer.status_code, code(answer)) == (403, "auth:link_invalid")


async def test_a_password_too_short_uses_no_link_up(app, client, rounds, peer):
    token = await reset_token(rounds, peer, (await make_person(app)).email)

    short = await rounds.post("/auth/password/reset", {"token": token, "password": "short"})
    right = await rounds.post("/auth/password/reset", {"token": token, "password": NEW})

    assert (short.status_code, right.status_code) == (422, 204)
    assert "short" not in str([field.get("message") for field in short.json()["error"]["details"]["fields"]])


async def test_asking_does_not_tell_whether_there_is_an_account(app, rounds):
    known = [(await make_person(app)).email for _ in range(3)]
    unknown = [f"nobody{number}@example.org" for number in range(3)]

    answers = [await rounds.forget(email) for email in known + unknown]
    left = await rounds.rows(
        "select kind, email is null, user_id, secret, language from outgoing_mail group by 1, 2, 3, 4, 5"
    )

    assert {(answer.status_code, answer.content) for answer in answers} == {(202, b"null")}
    assert [tuple(row.values()) for row in left] == [("reset", False, None, None, None)]


async def test_asking_takes_as_long_for_somebody_as_for_nobody(app, rounds):
    async def seconds(email: str) -> float:
        began = perf_counter()
        await rounds.forget(email)
        return perf_counter() - began

    known = [(await make_person(app)).email for _ in range(12)]
    took = [(await seconds(email), await seconds(f"no-{email}")) for email in known]

    somebody, nobody = (median(one) for one in zip(*took, strict=True))
    assert 0.4 < somebody / nobody < 2.5


async def test_asking_is_limited_for_an_account_and_for_an_address_whoever_it_is(app, client):
    async def ask(caller, email):
        return (await caller.post(f"{API}/auth/password/forgot", json={"email": email})).status_code

    person = await make_person(app)
    for email in (person.email, "nobody@example.org"):
        assert [await ask(client, email) for _ in range(4)] == [202, 202, 202, 429]
    async with calling(app, "203.0.113.99") as elsewhere:
        answers = [await ask(elsewhere, f"n{number}@example.org") for number in range(31)]
    assert answers == [202] * 30 + [429]


async def test_nobody_uses_up_the_tries_of_somebody_else(app, client):
    async def ask(caller):
        return (await caller.post(f"{API}/auth/password/forgot", json={"email": email})).status_code

    email = (await make_person(app)).email
    assert [await ask(client) for _ in range(4)] == [202, 202, 202, 429]
    async with calling(app, "203.0.113.99") as elsewhere:
        assert [await ask(elsewhere) for _ in range(4)] == [202, 202, 202, 429]
    others = []
    for number in range(100, 112):
        async with calling(app, f"203.0.113.{number}") as other:
            others += [await ask(other) for _ in range(3)]
    assert others == [202] * 24 + [429] * 12


async def test_trying_links_is_limited(rounds):
    body = {"token": "made up", "password": NEW}
    answers = [await rounds.post("/auth/password/reset", body) for _ in range(20)]
    answers += [await rounds.post("/auth/verify", {"token": "made up"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [403] * 30 + [429]


async def test_who_changes_the_password_stays_signed_in_here_and_nowhere_else(
    app, author, client, rounds, peer, place
):
    person = await make_person(app, "DEVELOPER")
    other = done(await rounds.post("/auth/login", {"email": person.email, "password": PASSWORD}))
    elsewhere = {"Authorization": f"Bearer {other['access_token']}"}
    made = done(
        await rounds.post("/tokens", {"name": "script", "scopes": ["bots:read"]}, person.headers), 201
    )
    channel = await author.channel(await author.published())
    body = {"current_password": PASSWORD, "password": NEW}

    async with place.socket(channel, person.headers) as mine, place.socket(channel, elsewhere) as theirs:
        await mine.say("x", "c-1")
        changed = await rounds.post("/auth/password", body, person.headers)
        assert (await theirs.closed())[0] == 1008
        assert (await mine.say("y", "c-2"))["type"] == "accepted"

    assert changed.status_code == 204
    script = {"Authorization": f"Bearer {made['token']}"}
    statuses = [
        (await client.get(f"{API}/auth/me", headers=headers)).status_code
        for headers in (person.headers, elsewhere, script)
    ]
    assert statuses == [200, 401, 200]
    assert await login(client, person.email, NEW) == 200
    await rounds.round()
    assert peer.letters[-1]["subject"] == "Your password was changed"


async def test_a_wrong_current_password_changes_nothing_and_guessing_it_is_stopped(start_app):
    app = await start_app(login_failures_allowed=3)
    person = await make_person(app)
    async with calling(app) as client, mailing(app, client) as rounds:
        wrong = {"current_password": "not this one", "password": NEW}
        answers = [await rounds.post("/auth/password", wrong, person.headers) for _ in range(4)]
        right = {"current_password": PASSWORD, "password": NEW}
        last = await rounds.post("/auth/password", right, person.headers)

        assert [(answer.status_code, code(answer)) for answer in answers] == [
            *([(403, "auth:password_wrong")] * 3),
            (429, "auth:too_many_attempts"),
        ]
        assert last.status_code == 429
        assert await login(client, person.email, PASSWORD) == 200


async def test_who_chats_without_an_account_has_no_password_to_change(client, rounds):
    visitor = done(await client.post(f"{API}/auth/anonymous"), 201)
    headers = {"Authorization": f"Bearer {visitor['access_token']}"}

    answer = await rounds.post("/auth/password", {"current_password": "x", "password": NEW}, headers)

    assert (answer.status_code, code(answer)) == (403, "auth:account_needed")


async def test_the_audit_says_that_a_password_changed_and_not_which(app, rounds, peer):
    person = await make_person(app)
    token = await reset_token(rounds, peer, person.email)
    await rounds.post("/auth/password/reset", {"token": token, "password": NEW})

    rows = [dict(row) for row in await rounds.rows("select * from audit where action like 'user.password%'")]

    assert [(row["action"], row["actor_id"], row["subject_id"]) for row in rows] == [
        ("user.password_reset", person.id, person.id)
    ]
    assert (rows[0]["before"], rows[0]["after"]) == (None, None)


async def test_a_link_is_good_for_an_hour(app, rounds, peer):
    person = await make_person(app)
    await reset_token(rounds, peer, person.email)

    expires_at = (await rounds.rows("select expires_at from account_link"))[0]["expires_at"]

    assert timedelta(minutes=59) < expires_at - now() <= timedelta(hours=1)
