"""What code gives back, outside: whatever it is, it can be kept, it is counted, and nobody waits for it."""

import asyncio
from collections.abc import AsyncIterator
from time import thread_time
from typing import Any

import pytest

from app.engine import values
from app.kit.egress import EgressPolicy, GuardedClient, read_allow
from app.runtime.catalog import Catalog
from app.runtime.drain import Drain
from app.runtime.loading import load
from app.runtime.performers import performers
from app.runtime.workers import Servers, user_worker
from app.sandbox import Call, Outcome, SandboxLimits
from conversing import World, bot_document, open_world
from egress_servers import answer, serving
from eventually import PATIENCE, eventually_so

OK = {"value": 1, "writes": {}, "prints": "", "problem": None, "error": None}
# What PostgreSQL refuses, as it would where some value is none of its own.
REFUSES = """
create function refuses() returns trigger language plpgsql as $$ begin
    if new.sender_kind = 'bot' and new.body::text like '%bad%' then
        raise exception 'no' using errcode = '22P05';
    end if;
    return new;
end $$;
create trigger refuses before insert on message for each row execute function refuses()
"""
READ = """
select (select count(*) from message where body->>'text' is null)
     + (select count(*) from trace, json_array_elements(body->'entries') where body->>'problems' = '')
"""


class Gives:
    """In the sandbox's place: the same answer to all; after the first `free` calls only when told `go_on`."""

    def __init__(self, answer: bytes | dict[str, Any], *, free: int | None = None) -> None:
        self.limits = SandboxLimits()
        self.answer = answer if isinstance(answer, bytes) else values.encode(answer)
        self.go_on = asyncio.Event()
        self.calls = 0
        self._free = free

    async def run(self, _bot: str, _call: Call) -> Outcome:
        self.calls += 1
        if self._free is not None and self.calls > self._free:
            await self.go_on.wait()
        return Outcome(answer=self.answer)


def asking(text: str, *more: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Asks, runs code with what it is told, and says `text`."""
    ask = {"type": "code", "code": "-", "connections": [{"to": "told"}]}
    return bot_document(
        {"id": "ask", "message": {"text": "?"}, "groups": [ask]},
        {"id": "told", "message": {"text": text}, "groups": [{"connections": [{"to": "ask"}]}]},
        *more,
        **rest,
    )


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


async def said_with(world: World, given: bytes | dict[str, Any], text: str) -> list[str]:
    chat = await world.chat(await world.bot(asking(text)))
    async with world.worker(sandbox=Gives(given)) as worker:
        await chat.say_at_once("hi", "a")
        await worker.wake([chat.session_id])
    return await chat.replies()


async def test_what_code_prints_and_raises_can_be_read_by_the_database(world: World):
    error = {"type": "Odd\0", "message": "x\0y", "line": 1, "source": "\0"}
    given = {"prints": "p\0q", "problem": "code:error", "error": error}
    said = await said_with(world, given, "{$code.error.type$} {$code.error.message$}")
    assert said == ["?", "Odd\ufffd x\ufffdy"]
    assert await world.value(READ) == 0


async def test_what_code_returns_and_writes_can_be_read_by_the_database(world: World):
    given = OK | {"value": {"k\0": "v\0"}, "writes": {"session.a": ["\0"], "session.\0": 1}}
    assert await said_with(world, given, "{$session.a$}") == ["?", '["\ufffd"]']
    assert await world.value(READ) == 0


@pytest.mark.parametrize(
    "large",
    [{"value": "a" * 262_143}, {"value": "a" * 200_000, "writes": {"session.a": "b" * 65_536}}],
    ids=["value", "together"],
)
async def test_an_answer_larger_than_code_may_give_is_refused_outside_too(world: World, large):
    assert await said_with(world, OK | large, "{$code.error.type$}") == ["?", "Output"]


async def test_an_answer_as_large_as_code_may_give_is_taken(world: World):
    large = OK | {"value": {"n": 1, "rest": "a" * 262_100}, "prints": "p" * 60_000}
    assert await said_with(world, large, "{$code.n$} {$code.error.type$}") == ["?", "1 "]


async def test_the_work_of_reading_an_answer_is_the_bots(world: World):
    forged = b'{"problem":"code:error","x":[' + b"{}," * 1_000_000 + b"1]}"
    began = thread_time()
    values.decode(forged)
    took = thread_time() - began
    chat = await world.chat(await world.bot(asking("-")))
    await chat.say_at_once("hi", "a")
    (loaded,) = await load(world.pool, [chat.session_id])
    drained = await Drain(loaded, Catalog(world.pool), Gives(forged)).run()
    assert drained.outcome is not None
    assert drained.spent > took / 4


async def test_code_of_a_session_that_is_tried_again_keeps_nobody_waiting(world: World):
    await world.execute(REFUSES)
    chat = await world.chat(await world.bot(asking("{$message.text$}")))
    other = await world.chat(await world.bot(bot_document({"id": "a", "message": {"text": "here"}})))
    sandbox = Gives(OK, free=4)
    async with world.worker(sandbox=sandbox) as worker:
        await chat.say_at_once("hi", "a", "b", "bad")
        await other.say_at_once("hi")
        async with asyncio.timeout(PATIENCE):
            await worker.wake([chat.session_id])
            await worker.wake([other.session_id])
        assert (await other.replies(), await chat.replies()) == (["here"], ["?"])
        sandbox.go_on.set()

        async def is_done() -> bool:
            return await chat.waiting() == 0

        await eventually_so(is_done)
    assert await chat.replies() == ["?", "a", "?"]
    assert await world.value("select count(*) from dead_letter") == 1


async def test_a_worker_that_stops_performs_what_late_sessions_come_to(world: World):
    client = GuardedClient(EgressPolicy(allow=read_allow(("127.0.0.1",))))
    servers = Servers(postgres_dsn=world.dsn, redis_url=world.redis_url, pool_size=4)
    sandbox = Gives(OK, free=0)
    async with serving(answer(200, b"{}")) as server:
        request = {"id": "tells", "method": "POST", "url": f"{server.url}/told"}
        posts = {"type": "response", "request": "tells", "connections": [{"to": "ask"}]}
        document = asking("told", {"id": "posts", "proxy": True, "groups": [posts]}, requests=[request])
        document["steps"][0]["groups"][0]["connections"] = [{"to": "posts"}]
        chat = await world.chat(await world.bot(document))
        await chat.say_at_once("hi", "a")
        async with user_worker(servers, performers(egress=client), "here", sandbox) as worker:
            await worker.conversations.handle([chat.session_id])
            asyncio.get_running_loop().call_later(0.2, sandbox.go_on.set)
        assert len(server.seen) == 1
    assert await world.value("select count(*) from command") == 0
    assert await world.value("select count(*) from inbox where answers is not null") == 1
