"""The whole description of the API, tried by schemathesis against a process that really serves.

Ids come from the same table as the access matrix (access_routes.py): most requests name something that is
there, so that more than refusals is tried.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from access_roles import BOT_MAKER, OWN
from access_routes import ABOVE, ROUTES
from access_things import PASSING, named_in, opened
from access_world import Headers, World
from authors import API
from live import served

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
# These end sign-ins, give other roles, or erase: each is tried by somebody of its own.
ENDING = (
    "POST /auth/logout",
    "POST /auth/password",
    "POST /auth/email",
    "DELETE /auth/sign-ins",
    "DELETE /auth/sign-ins/{sign_in}",
    "PATCH /users/{member}",
    "POST /people/{person}/erase",
    "POST /invitations/accept",  # another's is 403, whoever asks
)
SPARE = 3  # of each thing that a route uses up
SECONDS = 900  # nobody waits longer for what hangs: how long it takes is the machine's matter

pytestmark = pytest.mark.timeout(SECONDS + 60)


@dataclass(frozen=True, slots=True)
class Place:
    """A seeded process and where it serves; `folder` is for the run's own files."""

    world: World
    address: str
    folder: Path


@pytest.fixture
async def place(
    postgres_url: str, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Place]:
    folder = tmp_path_factory.mktemp("schemathesis")
    async with opened(postgres_url, redis_url, folder) as world, served(world.app) as address:
        yield Place(world, address, folder)


async def test_every_answer_is_a_described_one(place):
    said = await run(place, "whole", [name for name in ROUTES if name not in ENDING], "--max-examples=5")

    assert said == ""


async def test_every_answer_is_a_described_one_where_sign_ins_end(place):
    phases = "--phases=examples,coverage,fuzzing"

    assert await run(place, "ending", ENDING, "--max-examples=10", phases) == ""


async def run(place: Place, name: str, routes: Any, *options: str) -> str:
    """What schemathesis found, empty where that is nothing."""
    config = place.folder / f"{name}.toml"
    lines = [line async for line in _config(place, list(routes), apart=name == "ending")]
    config.write_text("\n".join(lines))
    words = (f"--config-file={config}", "run", f"http://{place.address}/openapi.json", *options)
    log = place.folder / f"{name}.log"
    with log.open("wb") as written:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "schemathesis.cli", *words),
            *(f"--checks={','.join(CHECKS)}", "--generation-deterministic", "--no-color", "--workers=2"),
            *("--suppress-health-check=all", "--continue-on-failure"),
            cwd=place.folder,
            stdout=written,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            async with asyncio.timeout(SECONDS):
                code = await running.wait()
        finally:
            if running.returncode is None:
                running.kill()
    return "" if code == 0 else log.read_text()


async def _config(place: Place, names: list[str], *, apart: bool) -> AsyncIterator[str]:
    """Lines of a schemathesis.toml: nothing but these routes, with ids that lead somewhere. `apart`: each is
    tried by somebody of its own."""
    if not apart:
        yield 'warnings.fail-on = ["missing_auth"]'
    yield f"headers = {_headers(place.world.callers['admin'])}"
    described = _described(place.world)
    words = Words(place.world)
    operations = [
        line for name in names for line in await _operation(words, name, described[name], apart=apart)
    ]
    for word, ids in words.known.items():
        yield f"[dictionaries.{word}]"
        yield f"values = {json.dumps(ids)}"
    for line in operations:
        yield line
    wanted = {*names} if apart else {*names, *ABOVE}
    for method, path in (shown for name, shown in described.items() if name not in wanted):
        for line in ("[[operations]]", f'include-name = "{method} {path}"', "enabled = false"):
            yield line


async def _operation(words: "Words", name: str, described: tuple[str, str], *, apart: bool) -> list[str]:
    bound, is_makers = _bound(name, described[1]), ROUTES[name].take is BOT_MAKER
    if not bound and not apart:
        return []
    lines = ["[[operations]]", f'include-name = "{" ".join(described)}"']
    if apart or is_makers:
        lines.append(f"headers = {_headers(await _somebody(words.world, name))}")
    lines += ["[operations.parameters]"] if bound else []
    for key, thing in bound.items():
        word = await words.of(thing, is_spare=ROUTES[name].fresh == thing)
        lines.append(f'"{key}" = {{ dictionary = "{word}", probability = 0.8 }}')
    return lines


@dataclass(frozen=True, slots=True)
class Words:
    """Dictionaries of ids: of each thing one that stays, and for every route that uses one up its own."""

    world: World
    known: dict[str, list[str]] = field(default_factory=dict)

    async def of(self, thing: str, *, is_spare: bool) -> str:
        """The dictionary's name."""
        word = f"{thing}-{len(self.known)}" if is_spare else thing
        if word not in self.known:
            many = SPARE if is_spare or thing in PASSING else 0
            made = [await self.world.made(thing, self.world.here) for _ in range(many)]
            self.known[word] = made or [self.world.here.things[thing]]
        return word


def _headers(headers: Headers) -> str:
    return f"{{ Authorization = {json.dumps(headers['Authorization'])} }}"


async def _somebody(world: World, name: str) -> Headers:
    """Who made what is named, or whom the run may sign out."""
    is_owners = ROUTES[name].take in (OWN, BOT_MAKER)
    return world.callers["owner"] if is_owners else await world.anew("admin")


def _bound(name: str, path: str) -> dict[str, str]:
    """Things by the parameters they are ids for, as schemathesis calls them."""
    route, (_, named) = ROUTES[name], name.split(" ", 1)
    pairs = zip(f"{API}{named}".split("/"), path.split("/"), strict=True)
    bound = {f"path.{there[1:-1]}": here[1:-1] for here, there in pairs if there.startswith("{")}
    for where, key in (("query", "params"), ("body", "json")):
        given = route.options.get(key)
        for named_field, value in given.items() if isinstance(given, dict) else ():
            if isinstance(value, str) and named_in(value):
                bound[f"{where}.{named_field}"] = value[1:-1]
    return bound


def _described(world: World) -> dict[str, tuple[str, str]]:
    """Method and path of each route of the table as the description has them."""
    described = {
        _plain(method.upper(), path): (method.upper(), path)
        for path, operations in world.app.openapi()["paths"].items()
        for method in operations
    }
    found = {name: described[_plain(*_above(name))] for name in ROUTES}
    rest = {shown for shown in described.values() if shown not in found.values()}
    return found | {f"{method} {path}": (method, path) for method, path in rest}


def _above(name: str) -> Iterator[str]:
    method, path = name.split(" ", 1)
    return iter((method, API + path))


def _plain(method: str, path: str) -> str:
    return " ".join((method, *("{}" if part.startswith("{") else part for part in path.split("/"))))
