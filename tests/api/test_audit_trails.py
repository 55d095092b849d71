"""Every write to a bot or a channel leaves a trail: generated over the table of routes (access_routes.py)."""

from collections.abc import AsyncIterator

import pytest
from access_routes import ROUTES
from access_things import PASSING, named_in, opened
from access_world import World, filled
from authors import API
from sqlalchemy import text

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
# What writes nothing of authors', or is a conversation: that is kept as such.
WITHOUT_TRAIL = {
    "POST /bots/{bot}/simulate": "reads",
    "POST /bots/{bot}/rules/try": "reads",
    "POST /bots/{bot}/tests/run": "reads",
    "POST /channels/{channel}/messages": "a conversation",
    "POST /channels/{channel}/start": "a conversation",
    "POST /channels/{channel}/attachments": "a conversation",
    "POST /channels/{webhook}/webhook": "a conversation",
    "POST /channels/{club}/identity": "a visitor comes in",
}
WRITES = [
    name
    for name in ROUTES
    if name.split(" ")[0] in WRITING
    and name.split(" ")[1].startswith(("/bots", "/channels"))
    and name not in WITHOUT_TRAIL
]
COUNT = "select (select count(*) from audit), (select count(*) from draft_change)"
NEW_NAMES = {"PATCH /bots/{bot}": {"name": "Renamed"}, "PATCH /channels/{channel}": {"name": "Renamed"}}
CHANGED = {"operations": [{"op": "set", "path": "steps.echo.name", "value": "Trailed"}]}
BODIES = {
    **NEW_NAMES,
    "POST /bots/{bot}/changes": CHANGED,
    "POST /bots/{bot}/proposals/{proposal}/changes": CHANGED,
    "PUT /bots/{bot}/access/{member}": {"role": "EDITOR"},  # a VIEWER already, perhaps
}

# What is so already is no write: first the other way round.
FIRST = {
    "POST /bots/{idle}/pause": "/bots/{idle}/resume",
    "POST /bots/{idle}/resume": "/bots/{idle}/pause",
    "POST /bots/{archived}/archive": "/bots/{archived}/unarchive",
}


@pytest.fixture(scope="module")
async def world(
    postgres_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    async with opened(postgres_url, redis_url, tmp_path_factory.mktemp("trails")) as world:
        yield world


async def trails(world: World) -> tuple[int, int]:
    async with world.app.state.database.unit_of_work() as session:
        return tuple((await session.execute(text(COUNT))).one())


@pytest.mark.parametrize("name", WRITES)
async def test_a_write_leaves_a_trail(world, name):
    method, path = name.split(" ")
    route = ROUTES[name]
    things = dict(world.here.things)
    for one in named_in((path, route.options)) & ({route.fresh} | PASSING.keys()):
        things[one] = await world.made(one, world.here)
    client, headers = world.here.owner.client, world.callers["owner"]
    if name in FIRST:
        await client.post(API + filled(FIRST[name], things), headers=headers)
    options = route.options | ({"json": BODIES[name]} if name in BODIES else {})
    before = await trails(world)

    answer = await client.request(
        method, API + filled(path, things), headers=headers, **filled(options, things)
    )

    assert answer.is_success, answer.text
    assert any(now > then for now, then in zip(await trails(world), before, strict=True))


def test_what_leaves_no_trail_is_a_route():
    assert WITHOUT_TRAIL.keys() <= ROUTES.keys()
