"""Where one is signed in, and ending that."""

from authors import API, done, refused

from factories import PASSWORD, make_person


async def signed_in(client, person, agent: str) -> dict[str, str]:
    body = {"email": person.email, "password": PASSWORD}
    made = done(await client.post(f"{API}/auth/login", json=body, headers={"User-Agent": agent}))
    return {"Authorization": f"Bearer {made['access_token']}"}


async def listed(client, headers) -> list[dict]:
    return done(await client.get(f"{API}/auth/sign-ins", headers=headers))["items"]


async def test_one_sees_where_one_is_signed_in_and_nobody_elses(app, client):
    person, other = await make_person(app, "DEVELOPER"), await make_person(app)
    phone = await signed_in(client, person, "Phone\x7f/1.0 " + "x" * 400)
    body = {"name": "script", "scopes": ["bots:read"]}
    done(await client.post(f"{API}/tokens", headers=person.headers, json=body), 201)

    seen = await listed(client, phone)

    assert [(one["is_this"], (one["agent"] or "")[:10]) for one in seen] == [
        (True, "Phone/1.0 "),
        (False, ""),
    ]
    assert len(seen[0]["agent"]) == 300
    assert len(await listed(client, other.headers)) == 1


async def test_coming_for_new_tokens_is_seen(app, client):
    person = await make_person(app)
    before = (await listed(client, person.headers))[0]["seen_at"]

    await client.post(f"{API}/auth/refresh", json={"refresh_token": person.tokens.refresh_token})

    assert (await listed(client, person.headers))[0]["seen_at"] > before


async def test_one_ends_another_of_ones_sign_ins_at_once_with_its_sockets(app, author, client, place):
    person = await make_person(app)
    phone = await signed_in(client, person, "Phone")
    channel = await author.channel(await author.published())
    there = next(one["id"] for one in await listed(client, person.headers) if not one["is_this"])

    async with place.socket(channel, phone) as closing, place.socket(channel, person.headers) as staying:
        await closing.say("x", "c-1")
        ended = await client.delete(f"{API}/auth/sign-ins/{there}", headers=person.headers)
        assert (await closing.closed())[0] == 1008
        assert (await staying.say("y", "c-2"))["type"] == "accepted"

    assert ended.status_code == 204
    assert refused(await client.get(f"{API}/auth/me", headers=phone)) == (401, "auth:token_invalid")


async def test_one_ends_all_others_and_keeps_this_one_and_tokens(app, client):
    person = await make_person(app, "DEVELOPER")
    elsewhere = [await signed_in(client, person, name) for name in ("Phone", "Tablet")]
    body = {"name": "script", "scopes": ["bots:read"]}
    made = done(await client.post(f"{API}/tokens", headers=person.headers, json=body), 201)
    script = {"Authorization": f"Bearer {made['token']}"}

    await client.delete(f"{API}/auth/sign-ins", headers=person.headers)

    statuses = [
        (await client.get(f"{API}/auth/me", headers=headers)).status_code
        for headers in (person.headers, script, *elsewhere)
    ]
    assert statuses == [200, 200, 401, 401]


async def test_nobody_ends_anothers_sign_in_or_a_token_as_if_it_were_one(app, client):
    person, other = await make_person(app, "DEVELOPER"), await make_person(app)
    theirs = (await listed(client, other.headers))[0]["id"]
    body = {"name": "script", "scopes": ["bots:read"]}
    token = done(await client.post(f"{API}/tokens", headers=person.headers, json=body), 201)

    answers = [
        await client.delete(f"{API}/auth/sign-ins/{one}", headers=person.headers)
        for one in (theirs, token["id"])
    ]

    assert {refused(answer) for answer in answers} == {(404, "sign_in:not_found")}
    assert (await client.get(f"{API}/auth/me", headers=other.headers)).status_code == 200


async def test_who_chats_without_an_account_sees_their_own_too(client):
    visitor = done(await client.post(f"{API}/auth/anonymous"), 201)
    headers = {"Authorization": f"Bearer {visitor['access_token']}"}

    assert [one["is_this"] for one in await listed(client, headers)] == [True]
