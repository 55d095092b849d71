"""Credentials that change at the wrong moment: tokens that are being renewed, settings of another time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from authors import Author
from keepers import TokenServer, keep
from sqlalchemy import text
from test_credentials_used import run

from app.engine.commands import CallHttp
from app.engine.http import HttpRequest, HttpResult
from app.faststream_app import performers_of
from app.integrations.credentials import tokens
from app.runtime.ports import Origin
from drive import calling
from egress_servers import Seen, Server, answer, serving
from eventually import eventually_so
from factories import make_person
from servers import run_sql

SESSION, BOT = UUID(int=4), UUID(int=5)
_ROW = "select from credential_token where credential_id = $1 for update"
_RENEWED = "select renewing_until is null and sealed is not null from credential_token"


class Holding(TokenServer):
    """Once it `holds`, what it gives cannot be stored before `let_go`."""

    def __init__(self, database_url: str) -> None:
        super().__init__(expires_in=1, refresh_token="planted-refresh-#")
        self.credential = UUID(int=0)
        self.holds = False
        self.given = asyncio.Event()
        self._url = database_url
        self._stack = AsyncExitStack()

    async def __call__(self, seen: Seen, writer: Any) -> None:
        if self.holds:
            connection = await asyncpg.connect(self._url)
            self._stack.push_async_callback(connection.close)
            await self._stack.enter_async_context(connection.transaction())
            await connection.execute(_ROW, self.credential)
        await super().__call__(seen, writer)
        self.given.set()

    async def let_go(self) -> None:
        self.holds = False
        await self._stack.aclose()

    @property
    def taken(self) -> list[str]:
        """The refresh tokens it was asked with."""
        return [one["refresh_token"] for one in self.asked]


@pytest.fixture
async def here(start_app: Any) -> AsyncIterator[Author]:
    app = await start_app(egress_allow="127.0.0.1")
    async with calling(app) as client:
        yield Author(client, await make_person(app, "DEVELOPER"))


async def ask(registry: Any, origin: Origin, server: Server, deadline: float = 15) -> HttpResult:
    request = HttpRequest(method="GET", url=server.url, credential="shop")
    command = CallHttp(id=str(uuid4()), request=request, deadline=deadline)
    return (await registry[CallHttp].perform(command, origin)).result


async def kept(author: Author, giver: Server) -> tuple[UUID, Origin]:
    made = await keep(
        author,
        strategy="oauth2",
        settings={"grant": "refresh_token", "token_url": giver.url},
        secret={"client_id": "c", "refresh_token": "planted-refresh-0"},
    )
    return UUID(made["id"]), Origin(bot_id=BOT, session_id=SESSION, workspace_id=UUID(made["workspace_id"]))


async def test_a_token_is_stored_though_nobody_waits_for_it_any_more(here, database_url, monkeypatch):
    settings = here.client._transport.app.state.parts.settings
    giving = Holding(database_url)
    async with serving(giving) as giver, serving(answer()) as server, performers_of(settings) as registry:
        giving.credential, origin = await kept(here, giver)
        assert (await ask(registry, origin, server)).status == 200
        monkeypatch.setattr(tokens, "PATIENCE", 0.2)
        giving.holds = True
        assert (await ask(registry, origin, server, deadline=1)).error == "http:timeout"
        await giving.given.wait()
        await giving.let_go()

        async def is_stored() -> bool:
            return (await asyncio.to_thread(run_sql, database_url, _RENEWED)).strip() == "t"

        await eventually_so(is_stored)
        assert (await ask(registry, origin, server)).status == 200
    assert giving.taken == [f"planted-refresh-{number}" for number in range(3)]


async def test_a_process_that_ends_waits_for_the_token_it_asked_for(here):
    settings = here.client._transport.app.state.parts.settings
    tokens = TokenServer(expires_in=1, refresh_token="planted-refresh-#")
    is_asked, answers, ends = asyncio.Event(), asyncio.Event(), asyncio.Event()
    answers.set()

    async def give(seen: Seen, writer: Any) -> None:
        is_asked.set()
        await answers.wait()
        await tokens(seen, writer)

    async with serving(give) as giver, serving(answer()) as server:
        _, origin = await kept(here, giver)

        async def work() -> None:
            async with performers_of(settings) as registry:
                assert (await ask(registry, origin, server)).status == 200
                answers.clear()
                is_asked.clear()
                asking = asyncio.create_task(ask(registry, origin, server))
                await is_asked.wait()
                asking.cancel()
                await asyncio.wait([asking])
                ends.set()

        working = asyncio.create_task(work())
        await ends.wait()
        ended, _ = await asyncio.wait([working], timeout=0.5)
        answers.set()
        await working
        async with performers_of(settings) as registry:
            assert (await ask(registry, origin, server)).status == 200
    assert [one["refresh_token"] for one in tokens.asked] == [f"planted-refresh-{n}" for n in range(3)]
    assert not ended


async def test_a_token_whose_claim_ran_out_is_stored_all_the_same(here, database_url):
    settings = here.client._transport.app.state.parts.settings
    giving = Holding(database_url)

    async def give(seen: Seen, writer: Any) -> None:
        if giving.asked:
            late = "update credential_token set renewing_until = now() - interval '1 second'"
            await asyncio.to_thread(run_sql, database_url, late)
        await giving(seen, writer)

    async with serving(give) as giver, serving(answer()) as server, performers_of(settings) as registry:
        _, origin = await kept(here, giver)
        for _ in range(3):
            assert (await ask(registry, origin, server)).status == 200
    assert giving.taken == [f"planted-refresh-{number}" for number in range(3)]


async def test_a_token_of_a_secret_that_was_replaced_meanwhile_is_not_kept(here, database_url):
    settings = here.client._transport.app.state.parts.settings
    giving = Holding(database_url)
    place: dict[str, Any] = {}

    async def give(seen: Seen, writer: Any) -> None:
        if not giving.asked:
            told = {"secret": {"client_id": "c", "refresh_token": "planted-anew"}}
            await here.call("PATCH", f"/credentials/{place['id']}", json=told)
        await giving(seen, writer)

    async with serving(give) as giver, serving(answer()) as server, performers_of(settings) as registry:
        place["id"], origin = await kept(here, giver)
        for _ in range(2):
            assert (await ask(registry, origin, server)).status == 200
    assert giving.taken == ["planted-refresh-0", "planted-anew"]


def test_a_claim_outlasts_an_exchange_and_its_storing():
    assert tokens.CLAIM.total_seconds() > 2 * tokens.PATIENCE


async def test_one_whose_settings_are_taken_no_more_is_not_sent(here):
    await keep(here)
    async with here.client._transport.app.state.database.unit_of_work() as session:
        await session.execute(text("""update credential_entity set settings = '{"name": "Accept"}'"""))

    assert (await run(here, "http://127.0.0.1:9/x"))["answer"]["error"] == "http:invalid"
    assert "http:invalid" in (await run(here, "http://127.0.0.1:9/x", dry_run=True))["problems"]
