"""Who is let in at /ws/channel, and who is closed out again, at once."""

import asyncio

import pytest
from authors import NOBODY, done, visitor
from sqlalchemy import text

from drive import calling
from factories import PASSWORD, make_person


async def denied(place, channel, headers, **options):
    """Code of the error, code and reason of the closing."""
    async with place.socket(channel, headers, **options) as talk:
        frame = await talk.frame()
        return frame["error"]["code"], *(await talk.closed())


async def test_who_may_not_enter_is_told_so_and_closed_with_1008(app, author, place):
    private = await author.channel(await author.published(), is_public=False)
    hook = await author.channel(await author.published(), kind="webhook")
    stranger = (await make_person(app, "USER")).headers

    assert await denied(place, private, None) == ("auth:required", 1008, "auth:required")
    forged = {"Authorization": "Bearer x.y.z"}
    assert await denied(place, private, forged) == ("auth:token_invalid", 1008, "auth:token_invalid")
    for channel in (private, hook, NOBODY, "nonsense", ""):
        assert await denied(place, channel, stranger) == ("channel:not_found", 1008, "channel:not_found")


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 30, "٣", ""])
async def test_a_number_that_is_none_is_a_fault_of_the_address(author, place, after):
    channel = await author.channel(await author.published())

    assert await denied(place, channel, await visitor(author), after=after) == (
        "api:invalid",
        1008,
        "api:invalid",
    )


async def test_an_expired_or_ended_sign_in_opens_no_socket(author, place):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    await author.client.post("/api/v1/auth/logout", headers=headers)

    assert (await denied(place, channel, headers))[0] == "auth:token_invalid"


async def test_a_sign_out_closes_its_sockets_at_once_and_no_others(app, author, place):
    channel = await author.channel(await author.published())
    person = await make_person(app, "USER")
    login = {"email": person.email, "password": PASSWORD}
    second = done(await author.client.post("/api/v1/auth/login", json=login))["access_token"]
    elsewhere = {"Authorization": f"Bearer {second}"}
    async with place.socket(channel, person.headers) as one, place.socket(channel, elsewhere) as other:
        await one.say("x", "c-1")
        await author.client.post("/api/v1/auth/logout", headers=person.headers)
        assert await one.closed() == (1008, "auth:revoked")
        assert (await other.say("y", "c-2"))["type"] == "accepted"


async def test_who_signs_out_while_the_door_opens_is_not_let_in(author, place):
    channel = await author.channel(await author.published())

    async def enter(headers):
        async with place.socket(channel, headers) as talk:
            return (await talk.closed())[0]

    for _ in range(5):
        headers = await visitor(author)
        entering = [asyncio.create_task(enter(headers)) for _ in range(6)]
        await author.client.post("/api/v1/auth/logout", headers=headers)
        assert await asyncio.gather(*entering) == [1008] * 6


async def test_a_sign_out_on_one_process_closes_sockets_on_another(start_app, app, author, place):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    there = await start_app()
    async with calling(there) as other, place.socket(channel, headers) as talk:
        await talk.say("x")
        await other.post("/api/v1/auth/logout", headers=headers)
        assert (await talk.closed())[0] == 1008


async def test_who_is_locked_out_is_closed_out_too(app, author, place):
    channel = await author.channel(await author.published())
    admin, person = await make_person(app, "ADMIN"), await make_person(app, "USER")
    async with place.socket(channel, person.headers) as talk:
        await talk.say("x")
        await author.client.patch(
            f"/api/v1/users/{person.id}", headers=admin.headers, json={"is_active": False}
        )
        assert (await talk.closed())[0] == 1008


async def test_who_is_taken_off_a_private_channel_is_closed_out_and_stays_out(app, author, place):
    channel = await author.channel(await author.published(), is_public=False)
    person = await make_person(app, "USER")
    joining = {"kind": "user", "member_id": str(person.id)}
    joined = done(await author.call("POST", f"/channels/{channel}/subscribers", json=joining), 201)
    async with place.socket(channel, person.headers) as talk:
        assert (await talk.say("x"))["type"] == "accepted"
        await author.call("DELETE", f"/channels/{channel}/subscribers/{joined['id']}")
        assert (await talk.closed())[0] == 1008

    assert (await denied(place, channel, person.headers))[0] == "channel:not_found"


async def test_a_changed_channel_is_entered_anew_and_a_deleted_one_is_gone(author, place):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as talk:
        await talk.say("x")
        await author.call("PATCH", f"/channels/{channel}", json={"name": "New"})
        assert await talk.closed() == (1008, "channel:changed")
    async with place.socket(channel, headers) as talk:
        await talk.say("y")
        await author.call("DELETE", f"/channels/{channel}")
        assert (await talk.closed())[0] == 1008

    assert (await denied(place, channel, headers))[0] == "channel:not_found"


async def test_who_came_while_it_was_public_may_not_stay_when_it_is_private(author, place):
    channel = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as talk:
        assert (await talk.say("x"))["type"] == "accepted"
        await author.call("PATCH", f"/channels/{channel}", json={"is_public": False})
        assert await talk.closed() == (1008, "channel:changed")

    assert (await denied(place, channel, headers))[0] == "channel:not_found"


async def test_who_was_out_of_reach_when_a_channel_was_closed_is_closed_out_afterwards(app, author, place):
    """Nobody tells this process, as when Redis was away; then it listens again."""
    channel = await author.channel(await author.published())
    staying = await author.channel(await author.published())
    headers = await visitor(author)
    async with place.socket(channel, headers) as talk, place.socket(staying, headers) as other:
        await talk.say("x")
        await other.say("x")
        async with app.state.database.unit_of_work() as work:
            await work.execute(text("update channel set is_public = false where id = :id"), {"id": channel})
        await app.state.redis.client_kill_filter(_type="pubsub")

        assert await talk.closed() == (1008, "channel:changed")
        assert (await other.say("y"))["type"] == "accepted"
