"""Every route, called by everybody, with one's own ids and with somebody else's.

The table is access_routes.py; a route that is not in it fails here.
"""

import re
from collections.abc import AsyncIterator

import pytest
from access_roles import CALLERS, NOT_YOURS, OUTSIDERS, PUBLIC, TOKENS, Refusal
from access_routes import ABOVE, DOORS_OF_ADMIN, OF_ITS_OWN, OPEN_TO_ALL, ROUTES
from access_things import CALLED, MAKERS, PASSING, SHARED, named_in, opened
from access_world import Headers, World, filled
from authors import API, NOBODY
from fastapi.routing import iter_route_contexts
from httpx import AsyncClient, Response

from app.accounts.scopes import opens

READING = {"GET", "HEAD"}


@pytest.fixture(scope="module")
async def world(
    postgres_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Seeded once; what a route uses up is made anew for it."""
    async with opened(postgres_url, redis_url, tmp_path_factory.mktemp("matrix")) as world:
        yield world


class Trial:
    """One route, tried by many."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name, self.route = world, name, ROUTES[name]
        self.method, self.path = name.split(" ", 1)
        self.things = named_in((self.path, self.route.options))

    @property
    def client(self) -> AsyncClient:
        return self.world.here.owner.client

    def headers_of(self, caller: str) -> Headers | None:
        if caller not in TOKENS:
            return self.world.callers[caller]
        return self.world.token(caller, self.method, _plain(self.path))

    def expected(self, caller: str) -> Refusal | None:
        if caller == "wrong_token" and self.route.take is not PUBLIC:
            return 403, "auth:scope_needed"
        return self.route.take.get("owner" if caller in TOKENS else caller)

    async def call(self, headers: Headers, things: dict[str, str]) -> Response:
        return await self.client.request(
            self.method,
            API + filled(self.path, things),
            headers=headers,
            **filled(self.route.options, things),
        )

    async def own(self, *, is_let_in: bool = False) -> dict[str, str]:
        """The things of here, those new that are used up by who is let in."""
        things = dict(self.world.here.things)
        wanted = self.things & PASSING.keys()
        if is_let_in and self.route.fresh is not None:
            wanted |= {self.route.fresh}
        for name in wanted:
            things[name] = await self.world.made(name, self.world.here)
        return things

    async def by(self, caller: str) -> str | None:
        """What was wrong with what they got."""
        headers, expected = self.headers_of(caller), self.expected(caller)
        if headers is None:
            return None
        if expected is None and self.route.alone:
            if caller in TOKENS:
                return None
            headers = await self.world.anew(caller)
        answer = await self.call(headers, await self.own(is_let_in=expected is None))
        if expected is None:
            wrong = None if answer.is_success else "was not let in"
        else:
            wrong = None if is_refused(answer, *expected) else f"was to get {expected}"
        return wrong and f"{caller} {wrong}: {answer.status_code} {answer.text[:300]}"


def is_refused(answer: Response, status: int, ending: str) -> bool:
    return answer.status_code == status and answer.json()["error"]["code"].endswith(ending)


@pytest.mark.parametrize("name", ROUTES)
async def test_a_route_is_for_those_it_is_for(world, name):
    trial = Trial(world, name)
    # Who is refused comes first: had they changed anything, the others would notice.
    everybody = sorted((*CALLERS, *TOKENS), key=lambda caller: trial.expected(caller) is None)

    assert [wrong for caller in everybody if (wrong := await trial.by(caller))] == []


@pytest.mark.parametrize("name", ROUTES)
async def test_ids_of_others_and_of_nobody_lead_nowhere(world, name):
    trial = Trial(world, name)
    is_hers = trial.expected("owner") is None
    headers = world.callers["owner" if is_hers else "admin"]
    led = []
    for thing in sorted(trial.things - SHARED):
        wrong = [NOBODY, *([world.there.things[thing]] if is_hers and trial.route.take is not PUBLIC else [])]
        for one in wrong:
            answer = await trial.call(headers, {**await trial.own(), thing: one})
            missing = 404, f"{CALLED.get(thing, thing)}:not_found"
            if not is_refused(answer, *trial.route.elsewhere.get(thing, missing)):
                led.append(f"{thing} {one}: {answer.status_code} {answer.text[:300]}")

    assert led == []


@pytest.mark.parametrize("caller", OUTSIDERS)
async def test_no_list_shows_anything_of_a_tenant_to_an_outsider(world, caller):
    trials = [Trial(world, name) for name in ROUTES]
    seen = []
    for trial in (one for one in trials if one.method in READING and "{" not in one.path):
        answer = await trial.call(world.callers[caller], world.there.things)
        mine = world.here.things.items()
        seen += [(trial.name, thing) for thing, one in mine if thing not in SHARED and one in answer.text]

    assert seen == []


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.take is not PUBLIC])
async def test_a_route_asks_who_is_there_before_anything_else(world, name):
    trial = Trial(world, name)
    path = API + filled(trial.path, dict.fromkeys(MAKERS, NOBODY))
    for caller in ("nobody", "anonymous", "user", "admin"):
        is_away = trial.route.alone and caller != "nobody"
        headers = await world.anew(caller) if is_away else world.callers[caller]
        answer = await trial.client.request(trial.method, path, headers=headers)

        expected = trial.expected(caller)
        if expected is not None and expected != NOT_YOURS and expected[1] != ":not_found":
            assert is_refused(answer, *expected), (caller, answer.text)
        else:
            assert answer.is_success or answer.status_code in {400, 404, 409, 422}, (caller, answer.text)


def test_the_table_knows_every_route(world):
    known = {_plain(f"{name.split(' ', 1)[0]} {API}{name.split(' ', 1)[1]}") for name in ROUTES}
    paths = world.app.openapi()["paths"]
    routes = {
        _plain(f"{method.upper()} {path}") for path, operations in paths.items() for method in operations
    }

    assert routes - ABOVE == known


def undescribed(world: World) -> set[tuple[str, str]]:
    return {
        (method, context.path)
        for context in iter_route_contexts(world.app.routes)
        if not getattr(context, "include_in_schema", False)
        for method in (getattr(context, "methods", None) or {"GET"})
    }


def test_what_is_not_described_is_known(world):
    places = {path.split("/")[1] for _, path in undescribed(world)}

    assert places - OPEN_TO_ALL == OF_ITS_OWN


async def test_the_administration_takes_nobodys_token(world):
    shut = {one for one in undescribed(world) if one[1].startswith("/admin")} - DOORS_OF_ADMIN
    assert len(shut) > 10
    for method, path in shut:
        address = filled(path, {"model": "User", "row_id": NOBODY, "action": "x", "name": "x"})
        for caller, headers in world.callers.items():
            answer = await world.here.owner.client.request(method, address, headers=headers)
            assert is_refused(answer, 401, "auth:required"), (method, path, caller)


def _plain(route: str) -> str:
    """With `{}` for every id."""
    return re.sub(r"\{\w+\}", "{}", route)


def test_every_thing_the_table_names_can_be_made():
    written = re.findall(r"\{(\w+)\}", repr([(name, route.options) for name, route in ROUTES.items()]))

    assert set(written) <= MAKERS.keys()


@pytest.mark.parametrize("name", ROUTES)
def test_who_may_only_read_by_token_writes_nothing(name):
    method, path = name.split(" ", 1)

    assert method in READING or opens(method, API + _plain(path)) != "bots:read"
