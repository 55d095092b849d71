"""Access tokens for scripts: what they open, what stays shut, and how they end."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from authors import API, NOBODY, done, refused
from redis.asyncio import Redis
from sqlalchemy import text

from app.accounts.expiry import forget_expired
from app.accounts.lapses import end_access_tokens
from app.accounts.personal_tokens import LARGEST_NUMBER
from app.accounts.revocations import Revocations
from app.accounts.scopes import NOUNS, ROUTES, opens
from app.kit.clock import now
from app.runtime.postgres import open_pool
from drive import calling
from factories import make_person

SCOPES = ["bots:read", "bots:propose", "bots:edit", "bots:run", "bots:publish", "conversations:read"]


async def make(author, *scopes, **more) -> dict:
    body = {"name": "script", "scopes": list(scopes or SCOPES), **more}
    return done(await author.call("POST", "/tokens", json=body), 201)


def bearer(token: dict) -> dict[str, str]:
    return {"Authorization": f"Bearer {token['token']}"}


async def get(author, path, token, method="GET", **options):
    return await author.client.request(method, API + path, headers=bearer(token), **options)


async def test_the_secret_is_shown_once_and_kept_nowhere(app, author):
    token = await make(author, "bots:run", "bots:read", "bots:run", name="Nightly export")

    listed = done(await author.call("GET", "/tokens"))["items"]
    async with app.state.database.unit_of_work() as session:
        kept = str((await session.execute(text("select * from access_token"))).mappings().all())

    assert token["token"].startswith(token["prefix"])
    assert token["prefix"].startswith("dbcv_")
    assert len(token["prefix"]) < len(token["token"]) / 3
    assert listed == [{key: value for key, value in token.items() if key != "token"}]
    assert (listed[0]["name"], listed[0]["scopes"]) == ("Nightly export", ["bots:read", "bots:run"])
    assert token["token"] not in kept
    assert token["token"].removeprefix(token["prefix"]) not in kept


async def test_a_token_stands_for_its_person_within_its_scopes(author):
    reader, editor = await make(author, "bots:read"), await make(author, "bots:edit")
    bot_id = (await author.import_bot())["id"]
    rename = {"json": {"name": "New"}}

    assert (await get(author, f"/bots/{bot_id}", reader)).status_code == 200
    assert refused(await get(author, f"/bots/{bot_id}", reader, "PATCH", **rename)) == (
        403,
        "auth:scope_needed",
    )
    assert (await get(author, f"/bots/{bot_id}", editor, "PATCH", **rename)).status_code == 200
    publish = await get(author, f"/bots/{bot_id}/publish", editor, "POST", json={})
    assert refused(publish) == (403, "auth:scope_needed")
    assert publish.json()["error"]["details"] == {"scope": "bots:publish"}


async def test_a_token_may_no_more_than_its_person_may(app, author):
    stranger = replace(author, person=await make_person(app, "DEVELOPER"))
    bot_id = (await author.import_bot())["id"]

    answer = await get(author, f"/bots/{bot_id}", await make(stranger))

    assert refused(answer) == (404, "bot:not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/tokens"),
        ("POST", "/tokens"),
        ("DELETE", f"/tokens/{NOBODY}"),
        ("GET", "/users"),
        ("PATCH", f"/users/{NOBODY}"),
        ("GET", "/mail"),
        ("GET", "/invitations"),
        ("POST", "/invitations/accept"),
        ("POST", "/auth/password"),
        ("POST", "/auth/email"),
        ("POST", "/auth/logout"),
        ("PATCH", "/auth/me"),
        ("GET", "/auth/sign-ins"),
        ("DELETE", "/auth/sign-ins"),
        ("POST", "/workspaces"),
        ("GET", f"/workspaces/{NOBODY}/members"),
        ("POST", f"/workspaces/{NOBODY}/members"),
        ("GET", f"/bots/{NOBODY}/access"),
    ],
)
async def test_no_token_reaches_people_sign_ins_and_other_tokens_not_even_an_admins(
    app, author, method, path
):
    admin = replace(author, person=await make_person(app, "ADMIN"))

    answer = await get(author, path, await make(admin), method, json={})

    assert refused(answer) == (403, "auth:scope_needed")
    assert answer.json()["error"]["details"] == {"scope": None}


def test_what_is_in_no_table_is_shut():
    assert opens("GET", f"{API}/plans") is None
    assert opens("GET", "/admin") is None
    assert opens("GET", f"{API}/bots/{NOBODY}") == "bots:read"
    assert opens("DELETE", f"{API}/bots/{NOBODY}") == "bots:publish"
    assert opens("DELETE", f"{API}/bots/{NOBODY}/notes") == "bots:edit"
    assert all(route.split()[1].split("/")[0] in NOUNS for route in ROUTES)


async def test_with_any_token_one_sees_who_one_is(author):
    answer = await get(author, "/auth/me", await make(author, "bots:publish"))

    assert done(answer)["id"] == str(author.person.id)


async def test_a_token_that_runs_bots_talks_over_http_and_sockets_and_others_do_not(author, place):
    channel = await author.channel(await author.published())
    runner, reader = await make(author, "bots:run"), await make(author, "bots:read")
    spoken = {"json": {"text": "hi"}}

    said = await get(author, f"/channels/{channel}/messages", runner, "POST", **spoken)
    silent = await get(author, f"/channels/{channel}/messages", reader, "POST", **spoken)
    async with place.socket(channel, bearer(runner)) as talk:
        assert (await talk.say("x", "c-1"))["type"] == "accepted"
    async with place.socket(channel, bearer(reader)) as talk:
        assert (await talk.frame())["error"]["code"] == "auth:scope_needed"
        assert (await talk.closed())[0] == 1008

    assert said.status_code == 202
    assert refused(silent) == (403, "auth:scope_needed")


async def test_a_token_that_was_let_in_for_one_thing_is_not_let_in_for_another(author):
    bot_id = (await author.import_bot())["id"]
    reader = await make(author, "bots:read")

    for _ in range(2):
        assert (await get(author, f"/bots/{bot_id}", reader)).status_code == 200
        assert (await get(author, f"/bots/{bot_id}", reader, "DELETE")).status_code == 403


async def test_a_revoked_token_is_dead_at_once_with_its_sockets_and_no_others(start_app, app, author, place):
    channel = await author.channel(await author.published())
    dead, alive = await make(author, "bots:run"), await make(author, "bots:run")
    there = await start_app()
    async with (
        calling(there) as other,
        place.socket(channel, bearer(dead)) as closing,
        place.socket(channel, bearer(alive)) as staying,
    ):
        assert (await closing.say("x", "c-1"))["type"] == "accepted"
        path = f"{API}/tokens/{dead['id']}"
        assert (await other.delete(path, headers=author.headers)).status_code == 204
        assert (await closing.closed())[0] == 1008
        assert (await staying.say("y", "c-2"))["type"] == "accepted"

    for caller in (author.client,):
        answer = await caller.get(f"{API}/auth/me", headers=bearer(dead))
        assert refused(answer) == (401, "auth:token_invalid")
    assert [one["id"] for one in done(await author.call("GET", "/tokens"))["items"]] == [alive["id"]]


async def test_a_token_is_revoked_by_its_person_or_an_admin_and_hidden_from_others(app, author):
    stranger = replace(author, person=await make_person(app, "DEVELOPER"))
    admin = replace(author, person=await make_person(app, "ADMIN"))
    token = await make(author)

    assert done(await stranger.call("GET", "/tokens"))["items"] == []
    other = await stranger.call("DELETE", f"/tokens/{token['id']}")
    assert refused(other) == (404, "token:not_found")
    assert (await get(author, "/auth/me", token)).status_code == 200
    assert (await admin.call("DELETE", f"/tokens/{token['id']}")).status_code == 204
    assert (await get(author, "/auth/me", token)).status_code == 401


async def test_an_expired_token_is_dead_and_its_sockets_are_closed(app, author, place, database_url):
    channel = await author.channel(await author.published())
    token = await make(author, "bots:run", expires_in_days=1)
    pool = await open_pool(database_url, size=1)
    revocations = Revocations(app.state.cache)
    async with place.socket(channel, bearer(token)) as talk:
        await talk.say("x", "c-1")
        await end_access_tokens(pool, revocations, now())
        assert (await talk.say("y", "c-2"))["type"] == "accepted"
        await end_access_tokens(pool, revocations, now() + timedelta(days=1, seconds=1))
        assert (await talk.closed())[0] == 1008
    await pool.close()

    assert (await get(author, "/auth/me", token)).status_code == 401


async def test_a_token_past_its_time_is_told_so_before_it_is_swept_and_after(app, author, database_url):
    token = await make(author, expires_in_days=1)
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("update access_token set expires_at = now() - interval '1 second'"))

    assert refused(await get(author, "/auth/me", token)) == (401, "auth:token_expired")
    pool = await open_pool(database_url, size=1)
    await end_access_tokens(pool, Revocations(app.state.cache), now())
    await pool.close()
    assert refused(await get(author, "/auth/me", token)) == (401, "auth:token_expired")


async def test_a_token_without_end_lives_through_the_sweep_of_sign_ins(author, database_url):
    lasting, ended = await make(author, expires_in_days=None), await make(author)
    await author.call("DELETE", f"/tokens/{ended['id']}")
    pool = await open_pool(database_url, size=1)
    await forget_expired(pool, now() + timedelta(days=400))
    left = await pool.fetchval("select count(*) from sign_in")
    await pool.close()

    assert lasting["expires_at"] is None
    assert left == 1
    assert (await get(author, "/auth/me", lasting)).status_code == 200


async def test_last_use_is_noted(app, author):
    token = await make(author)
    assert token["last_used_at"] is None

    await get(author, "/auth/me", token)

    assert done(await author.call("GET", "/tokens"))["items"][0]["last_used_at"] is not None


async def test_demotion_and_lock_out_reach_tokens_at_once(app, author):
    admin = replace(author, person=await make_person(app, "ADMIN"))
    token = await make(author)
    bot_id = (await author.import_bot())["id"]
    user = f"/users/{author.person.id}"

    assert (await get(author, f"/bots/{bot_id}", token)).status_code == 200
    await admin.call("PATCH", user, json={"role": "USER"})
    demoted = await get(author, f"/bots/{bot_id}", token)
    await admin.call("PATCH", user, json={"is_active": False})
    await admin.call("PATCH", user, json={"is_active": True, "role": "DEVELOPER"})
    back = await get(author, f"/bots/{bot_id}", token)

    assert demoted.status_code in (403, 404)
    assert refused(back) == (401, "auth:token_invalid")


async def test_who_only_chats_makes_no_token_but_can_revoke_what_they_had(app, author):
    admin = replace(author, person=await make_person(app, "ADMIN"))
    token = await make(author)
    await admin.call("PATCH", f"/users/{author.person.id}", json={"role": "USER"})

    more = await author.call("POST", "/tokens", json={"name": "x", "scopes": ["bots:read"]})
    gone = await author.call("DELETE", f"/tokens/{token['id']}")

    assert refused(more) == (403, "auth:role_needed")
    assert gone.status_code == 204


@pytest.mark.parametrize(
    "body",
    [
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["bots:everything"]},
        {"name": "x", "scopes": ["any"]},
        {"name": "", "scopes": ["bots:read"]},
        {"name": "x", "scopes": ["bots:read"], "expires_in_days": 0},
        {"name": "x", "scopes": ["bots:read"], "expires_in_days": 100000},
        {"name": "x", "scopes": ["bots:read"], "token": "dbcv_mine"},
    ],
)
async def test_a_token_nobody_could_mean_is_not_made(author, body):
    assert refused(await author.call("POST", "/tokens", json=body)) == (422, "api:invalid")


async def test_nobody_has_tokens_without_number(app, author):
    async with app.state.database.unit_of_work() as session:
        await session.execute(
            text("""
with made as (
  insert into sign_in (id, kind, person_id) select gen_random_uuid(), 'user', :person
  from generate_series(1, :number) returning id)
insert into access_token (id, user_id, name, scopes, digest, prefix)
select id, :person, 'x', '["bots:read"]', uuid_send(id), 'dbcv_x' from made
"""),
            {"person": author.person.id, "number": LARGEST_NUMBER - 1},
        )
    body = {"name": "x", "scopes": ["bots:read"]}
    answers = await asyncio.gather(*(author.call("POST", "/tokens", json=body) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert "token:too_many" in {answer.json().get("error", {}).get("code") for answer in answers}


@pytest.mark.parametrize("made_up", ["dbcv_", "dbcv_" + "x" * 43, "dbcv_" + "x" * 5000, "dbcv_é"])
async def test_a_token_made_up_opens_nothing(author, made_up):
    answer = await author.client.get(
        f"{API}/auth/me", headers={"Authorization": f"Bearer {made_up}".encode("latin-1")}
    )

    assert refused(answer) == (401, "auth:token_invalid")


async def test_making_and_revoking_is_in_the_audit_without_the_secret(app, author):
    token = await make(author, "bots:read")
    await author.call("DELETE", f"/tokens/{token['id']}")
    async with app.state.database.unit_of_work() as session:
        rows = (
            await session.execute(text("select action, after::text from audit where action like 'token.%'"))
        ).all()

    assert [row[0] for row in rows] == ["token.create", "token.revoke"]
    assert all(token["token"] not in row[1] and token["prefix"] not in row[1] for row in rows)


async def test_a_token_works_while_the_cache_is_away(start_app):
    app = await start_app(cache_redis_url="redis://127.0.0.1:1/0")
    person = await make_person(app, "DEVELOPER")
    async with calling(app) as client:
        body = {"name": "x", "scopes": ["bots:read"]}
        made = done(await client.post(f"{API}/tokens", headers=person.headers, json=body), 201)
        first = await client.get(f"{API}/auth/me", headers=bearer(made))
        await client.delete(f"{API}/tokens/{made['id']}", headers=person.headers)
        second = await client.get(f"{API}/auth/me", headers=bearer(made))

    assert (first.status_code, second.status_code) == (200, 401)
    assert isinstance(app.state.cache, Redis)
