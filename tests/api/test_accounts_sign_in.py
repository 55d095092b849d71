"""Login, tokens, rotation, sign-out."""

import asyncio
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from sqlalchemy import text

from app.accounts.expiry import forget_expired
from app.accounts.opaque import digest
from app.kit.clock import now
from app.runtime.postgres import open_pool
from drive import calling, code
from eventually import PATIENCE
from factories import PASSWORD, make_person


async def test_who_logs_in_gets_tokens_that_work(app, client):
    person = await make_person(app, "DEVELOPER")

    answer = await client.post(
        "/api/v1/auth/login", json={"email": person.email.upper(), "password": PASSWORD}
    )

    tokens = answer.json()
    assert answer.status_code == 200
    assert tokens["token_type"] == "bearer"
    assert tokens["expires_in"] == 900
    assert tokens["user"]["id"] == str(person.id)
    me = await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert me.json() == tokens["user"]


async def test_the_oauth2_form_signs_in_too(app, client):
    person = await make_person(app)

    answer = await client.post(
        "/api/v1/auth/token",
        data={"grant_type": "password", "username": person.email, "password": PASSWORD},
    )

    assert answer.status_code == 200
    assert answer.json()["user"]["email"] == person.email


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(app, client):
    person = await make_person(app)

    wrong = await client.post("/api/v1/auth/login", json={"email": person.email, "password": "not this one"})
    unknown = await client.post("/api/v1/auth/login", json={"email": "no@example.org", "password": PASSWORD})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert code(wrong) == "auth:login_failed"


async def test_a_refresh_token_gives_new_tokens_and_is_then_used_up(app, client):
    person = await make_person(app)

    first = await client.post("/api/v1/auth/refresh", json={"refresh_token": person.tokens.refresh_token})
    second = await client.post("/api/v1/auth/refresh", json={"refresh_token": first.json()["refresh_token"]})

    assert (first.status_code, second.status_code) == (200, 200)
    assert (
        len({person.tokens.refresh_token, first.json()["refresh_token"], second.json()["refresh_token"]}) == 3
    )


async def _refresh(client, token: str):
    return await client.post("/api/v1/auth/refresh", json={"refresh_token": token})


async def _is_in(client, token: str) -> bool:
    answer = await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code == 200


async def test_a_refresh_token_used_after_what_it_gave_was_used_ends_the_whole_sign_in(app, client):
    person, other = await make_person(app), await make_person(app)
    new = (await _refresh(client, person.tokens.refresh_token)).json()
    newer = (await _refresh(client, new["refresh_token"])).json()
    assert await _is_in(client, person.tokens.access_token)

    reused = await _refresh(client, person.tokens.refresh_token)

    assert (reused.status_code, code(reused)) == (401, "auth:refresh_reused")
    newest = await _refresh(client, newer["refresh_token"])
    assert (newest.status_code, code(newest)) == (401, "auth:refresh_invalid")
    for token in (person.tokens.access_token, new["access_token"], newer["access_token"]):
        me = await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"})
        assert (me.status_code, code(me)) == (401, "auth:token_invalid")
    assert await _is_in(client, other.tokens.access_token)


async def test_whoever_lost_the_answer_asks_again_and_goes_on(app, client):
    person = await make_person(app)
    lost = (await _refresh(client, person.tokens.refresh_token)).json()

    again = await _refresh(client, person.tokens.refresh_token)

    assert again.status_code == 200
    assert again.json()["user"] == lost["user"]
    assert again.json()["refresh_token"] != lost["refresh_token"]
    after = await _refresh(client, again.json()["refresh_token"])
    assert after.status_code == 200
    assert (await _refresh(client, after.json()["refresh_token"])).status_code == 200


async def test_a_minute_later_a_used_refresh_token_is_somebody_elses_copy(app, client):
    person = await make_person(app)
    new = (await _refresh(client, person.tokens.refresh_token)).json()
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("update refresh_token set used_at = used_at - interval '61 seconds'"))

    reused = await _refresh(client, person.tokens.refresh_token)

    assert (reused.status_code, code(reused)) == (401, "auth:refresh_reused")
    assert not await _is_in(client, new["access_token"])


@pytest.mark.parametrize("first", ["thief", "owner"])
async def test_of_two_who_went_on_with_one_refresh_token_the_second_ends_it_for_both(app, client, first):
    person = await make_person(app)
    owners = (await _refresh(client, person.tokens.refresh_token)).json()
    thiefs = (await _refresh(client, person.tokens.refresh_token)).json()
    quick, slow = (thiefs, owners) if first == "thief" else (owners, thiefs)

    gone_on = await _refresh(client, quick["refresh_token"])
    late = await _refresh(client, slow["refresh_token"])

    assert gone_on.status_code == 200
    assert (late.status_code, code(late)) == (401, "auth:refresh_reused")
    assert not await _is_in(client, gone_on.json()["access_token"])
    assert (await _refresh(client, gone_on.json()["refresh_token"])).status_code == 401


async def test_the_owner_who_goes_on_leaves_the_thief_of_a_used_token_nothing(app, client):
    person = await make_person(app)
    new = (await _refresh(client, person.tokens.refresh_token)).json()
    await _refresh(client, new["refresh_token"])

    stolen = await _refresh(client, person.tokens.refresh_token)

    assert (stolen.status_code, code(stolen)) == (401, "auth:refresh_reused")


async def test_of_many_who_use_one_refresh_token_at_once_one_line_goes_on(app, client):
    person = await make_person(app)
    asked = (_refresh(client, person.tokens.refresh_token) for _ in range(6))
    answers = [answer.json()["refresh_token"] for answer in await asyncio.gather(*asked)]
    assert len(set(answers)) == 6

    used = await asyncio.gather(*(_refresh(client, token) for token in answers))

    assert sorted(answer.status_code for answer in used) == [200, 401, 401, 401, 401, 401]
    assert not await _is_in(client, person.tokens.access_token)


async def test_an_ended_sign_in_has_no_second_answer_for_a_used_token(app, client):
    person = await make_person(app)
    await _refresh(client, person.tokens.refresh_token)
    await client.post("/api/v1/auth/logout", headers=person.headers)

    again = await _refresh(client, person.tokens.refresh_token)

    assert (again.status_code, code(again)) == (401, "auth:refresh_invalid")


async def test_an_expired_refresh_token_is_no_good_and_ends_nothing(app, client):
    person = await make_person(app)
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("update refresh_token set expires_at = now() - interval '1 second'"))

    answer = await client.post("/api/v1/auth/refresh", json={"refresh_token": person.tokens.refresh_token})

    assert (answer.status_code, code(answer)) == (401, "auth:refresh_invalid")
    assert (await client.get("/api/v1/auth/me", headers=person.headers)).status_code == 200


async def test_signing_out_ends_this_sign_in_at_once_and_no_other(app, client):
    person = await make_person(app)
    elsewhere = await client.post("/api/v1/auth/login", json={"email": person.email, "password": PASSWORD})
    assert (await client.get("/api/v1/auth/me", headers=person.headers)).status_code == 200

    out = await client.post("/api/v1/auth/logout", headers=person.headers)

    assert out.status_code == 204
    assert (await client.get("/api/v1/auth/me", headers=person.headers)).status_code == 401
    refreshed = await client.post("/api/v1/auth/refresh", json={"refresh_token": person.tokens.refresh_token})
    assert refreshed.status_code == 401
    there = {"Authorization": f"Bearer {elsewhere.json()['access_token']}"}
    assert (await client.get("/api/v1/auth/me", headers=there)).status_code == 200


async def test_who_comes_back_after_the_access_token_ended_signs_out_by_the_refresh_token(app, client):
    person, other = await make_person(app), await make_person(app)
    ended = {"Authorization": "Bearer a.b.c"}
    token = {"refresh_token": person.tokens.refresh_token}
    assert (await client.post("/api/v1/auth/logout", headers=ended, json={})).status_code == 401
    assert await _is_in(client, person.tokens.access_token)

    out = await client.post("/api/v1/auth/logout", headers=ended, json=token)

    assert out.status_code == 204
    assert not await _is_in(client, person.tokens.access_token)
    assert (await _refresh(client, person.tokens.refresh_token)).status_code == 401
    assert (await client.post("/api/v1/auth/logout", json=token)).status_code == 204
    assert await _is_in(client, other.tokens.access_token)


async def test_an_unknown_refresh_token_signs_nobody_out(client):
    answer = await client.post("/api/v1/auth/logout", json={"refresh_token": "x" * 43})

    assert (answer.status_code, code(answer)) == (401, "auth:refresh_invalid")
    assert code(await client.post("/api/v1/auth/logout")) == "auth:required"


async def test_signing_out_reaches_the_caches_and_sockets_of_other_processes(start_app):
    here, there = await start_app(), await start_app()
    person = await make_person(here)
    told: asyncio.Queue = asyncio.Queue()
    there.state.verifier.on_revoked(lambda *revoked: told.put_nowait(revoked))
    await there.state.verifier.verify(person.tokens.access_token)
    assert there.state.verifier.verify_cached(person.tokens.access_token).person_id == person.id

    async with calling(here) as client:
        await client.post("/api/v1/auth/logout", headers=person.headers)

    async with asyncio.timeout(PATIENCE):
        person_id, sign_in_id = await told.get()
    assert person_id == person.id
    assert sign_in_id is not None
    assert there.state.verifier.verify_cached(person.tokens.access_token) is None


async def test_when_redis_comes_back_everything_is_checked_anew(start_app, redis_url):
    app = await start_app()
    person = await make_person(app)
    told: asyncio.Queue = asyncio.Queue()
    app.state.verifier.on_revoked(lambda *revoked: told.put_nowait(revoked))
    await app.state.verifier.verify(person.tokens.access_token)

    await app.state.redis.client_kill_filter(_type="pubsub")

    async with asyncio.timeout(PATIENCE):
        assert await told.get() == (None, None)
    assert app.state.verifier.verify_cached(person.tokens.access_token) is None


async def test_a_token_past_its_time_is_not_answered_from_the_cache(start_app):
    app = await start_app()
    person = await make_person(app)
    key = app.state.verifier._tokens._key
    claims = jwt.decode(person.tokens.access_token, key, algorithms=["HS256"])
    soon = jwt.encode({**claims, "exp": datetime.now(UTC) + timedelta(seconds=4)}, key, algorithm="HS256")
    await app.state.verifier.verify(soon)

    async with asyncio.timeout(PATIENCE):
        while app.state.verifier.verify_cached(soon) is not None:  # noqa: ASYNC110 - only the clock changes
            await asyncio.sleep(0.05)

    async with calling(app) as client:
        answer = await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {soon}"})
    assert (answer.status_code, code(answer)) == (401, "auth:token_expired")


@pytest.mark.parametrize(
    "header",
    ["Bearer ", "Bearer x", "Bearer a.b.c", "Bearer " + "x" * 5000, "Basic dXNlcjpwYXNz", "", "Bearer é"],
)
async def test_a_header_without_a_good_token_is_refused(client, header):
    answer = await client.get("/api/v1/auth/me", headers={"Authorization": header.encode()})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert code(answer) in ("auth:required", "auth:token_invalid")


@pytest.mark.parametrize("forged", ["none", "other_key", "no_sid", "odd_sub"])
async def test_a_forged_token_is_refused(app, client, forged):
    person = await make_person(app)
    key = app.state.verifier._tokens._key
    claims = jwt.decode(person.tokens.access_token, key, algorithms=["HS256"])
    made = {
        "none": lambda: jwt.encode(claims, None, algorithm="none"),
        "other_key": lambda: jwt.encode(claims, "k" * 32, algorithm="HS256"),
        "no_sid": lambda: jwt.encode({k: v for k, v in claims.items() if k != "sid"}, key, algorithm="HS256"),
        "odd_sub": lambda: jwt.encode({**claims, "sub": "1 or 1"}, key, algorithm="HS256"),
    }[forged]()

    answer = await client.get("/api/v1/auth/me", headers={"Authorization": f"Bearer {made}"})

    assert (answer.status_code, code(answer)) == (401, "auth:token_invalid")


async def test_a_role_written_into_a_token_decides_nothing(app, client):
    person = await make_person(app)
    key = app.state.verifier._tokens._key
    claims = jwt.decode(person.tokens.access_token, key, algorithms=["HS256"])
    made = jwt.encode({**claims, "role": "ADMIN"}, key, algorithm="HS256")

    answer = await client.get("/api/v1/users", headers={"Authorization": f"Bearer {made}"})

    assert (answer.status_code, code(answer)) == (403, "auth:role_needed")


async def test_somebody_anonymous_chats_under_a_name_and_may_change_it(client):
    made = (await client.post("/api/v1/auth/anonymous", json={"name": "Ann", "locale": "ru"})).json()
    headers = {"Authorization": f"Bearer {made['access_token']}"}

    changed = await client.patch("/api/v1/auth/me", headers=headers, json={"name": "Anna"})

    assert made["user"]["kind"] == "anonymous"
    assert changed.json() == {**made["user"], "name": "Anna"}
    assert (await client.get("/api/v1/auth/me", headers=headers)).json() == changed.json()


async def test_a_changed_name_is_the_principals_name_at_once(app, client):
    person = await make_person(app)
    await app.state.verifier.verify(person.tokens.access_token)

    body = {"name": "Мария", "locale": "ru", "timezone": "Europe/Moscow"}
    answer = await client.patch("/api/v1/auth/me", headers=person.headers, json=body)

    assert answer.json().items() >= body.items()
    assert (await app.state.verifier.verify(person.tokens.access_token)).name == "Мария"


async def test_what_has_expired_is_swept_away_and_what_lives_stays(app, client):
    stays, out, expired = [await make_person(app) for _ in range(3)]
    await client.post("/api/v1/auth/logout", headers=out.headers)
    async with app.state.database.unit_of_work() as work:
        await work.execute(
            text("update refresh_token set expires_at = now() - interval '1 day' where digest = :digest"),
            {"digest": digest(expired.tokens.refresh_token)},
        )

    pool = await open_pool(app.state.parts.settings.postgres_dsn, size=1)
    await forget_expired(pool, now())
    await pool.close()

    async with app.state.database.unit_of_work() as work:
        left = list(await work.scalars(text("select person_id from sign_in")))
    assert left == [stays.id]
    assert (await client.get("/api/v1/auth/me", headers=stays.headers)).status_code == 200
