"""Code groups in the runtime: answered in the turn, and a slow one holds nobody up (architecture.md 4)."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from app.engine import values
from app.runtime.late import AT_ONCE
from app.sandbox import Sandbox, SandboxLimits
from conversing import Chat, World, bot_document, open_world
from eventually import eventually_so

SECONDS = 4.0
WAIT = "import time\nasync def main(message, variables):\n    time.sleep(3600)\n"
SLEEP = "import time\nasync def main(message, variables):\n    time.sleep(0.1)\n    return {'n': 1}\n"
FAST = """
async def main(message, variables):
    variables["session.said"] = message["text"].upper()
    print("heard", message["text"])
    return {"twice": message["text"] * 2}
"""


def bot_with(code: str) -> dict[str, Any]:
    return bot_document(
        {
            "id": "ask",
            "message": {"text": "?"},
            "groups": [{"type": "code", "code": code, "connections": [{"to": "told"}]}],
        },
        {
            "id": "told",
            "message": {"text": "{$code.twice|default:'-'$} {$session.said$} {$code.error.type$}"},
            "groups": [{"connections": [{"to": "ask"}]}],
        },
    )


@pytest.fixture
async def world(database_url: str, redis_url: str) -> AsyncIterator[World]:
    async with open_world(database_url, redis_url) as world:
        yield world


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    made = Sandbox(SandboxLimits(seconds=SECONDS))
    await made.start()
    yield made
    await made.close()


async def until_replies(chat: Chat, count: int) -> list[str]:
    async def enough() -> list[str] | None:
        replies = await chat.replies()
        return replies if len(replies) >= count else None

    return await eventually_so(enough) or []


async def traces(world: World, chat: Chat) -> list[dict[str, Any]]:
    rows = await world.pool.fetch(
        "select body::text from trace where session_id = $1 order by id", chat.session_id
    )
    return [msgspec.json.decode(row["body"]) for row in rows]


async def test_code_is_answered_within_the_turn(world: World, sandbox: Sandbox):
    chat = await world.chat(await world.bot(bot_with(FAST)))
    async with world.worker(sandbox=sandbox) as worker:
        await chat.say_at_once("hi", "ab")
        await worker.wake([chat.session_id])
        replies = await until_replies(chat, 2)
    assert replies == ["?", "abab AB "]
    assert (await chat.state())["variables"]["said"] == "AB"
    assert await chat.waiting() == 0


async def test_what_code_prints_is_in_the_trace(world: World, sandbox: Sandbox):
    chat = await world.chat(await world.bot(bot_with(FAST)))
    async with world.worker(sandbox=sandbox) as worker:
        await chat.say_at_once("hi", "ab")
        await worker.wake([chat.session_id])
        await until_replies(chat, 2)
    entries = [entry for trace in await traces(world, chat) for entry in trace["entries"]]
    assert ["print", "heard ab\n"] in entries


async def test_without_a_sandbox_code_is_refused_and_the_conversation_goes_on(world: World):
    chat = await world.chat(await world.bot(bot_with(FAST)))
    async with world.worker() as worker:
        await chat.say_at_once("hi", "ab")
        await worker.wake([chat.session_id])
    assert await chat.replies() == ["?", "-  SandboxUnavailable"]


async def test_a_slow_one_leaves_its_batch_and_is_committed_alone(world: World, sandbox: Sandbox):
    slow = await world.chat(await world.bot(bot_with(WAIT)))
    others = [await world.chat(await world.bot(bot_with(FAST))) for _ in range(3)]
    async with world.worker(sandbox=sandbox) as worker:
        for chat in (slow, *others):
            await chat.say_at_once("hi", "ab")
        await worker.wake([other.session_id for other in others])  # their workers are there
        for other in others:
            await other.say_at_once("next", "cd")
        await worker.wake([chat.session_id for chat in (slow, *others)])
        assert await slow.replies() == []  # its time is not over yet
        assert [(await other.replies())[-1] for other in others] == ["cdcd CD "] * 3
        assert (await until_replies(slow, 2))[1] == "-  Timeout"
    assert await slow.waiting() == 0


async def test_messages_that_come_while_code_runs_are_handled_after_it_in_order(
    world: World, sandbox: Sandbox
):
    chat = await world.chat(await world.bot(bot_with(SLEEP)))
    async with world.worker(sandbox=sandbox) as worker:
        await chat.say_at_once("hi", "a")
        await worker.wake([chat.session_id])
        await chat.say_at_once("b", "c")
        await worker.wake([chat.session_id])
        replies = await until_replies(chat, 4)
    assert replies == ["?", "-  ", "?", "-  "]
    assert await chat.waiting() == 0


async def test_many_slow_sessions_of_one_bot_are_all_done_in_the_end(world: World, sandbox: Sandbox):
    bot = await world.bot(bot_with(SLEEP))
    chats = [await world.chat(bot) for _ in range(AT_ONCE + 4)]
    async with world.worker(sandbox=sandbox) as worker:
        for chat in chats:
            await chat.say_at_once("hi", "a")
        await worker.wake([chat.session_id for chat in chats])
        assert [len(await until_replies(chat, 2)) for chat in chats] == [2] * len(chats)


async def test_a_worker_that_stops_hands_back_what_is_late(world: World, sandbox: Sandbox):
    chat = await world.chat(await world.bot(bot_with(SLEEP)))
    async with world.worker(sandbox=sandbox) as worker:
        await chat.say_at_once("hi", "a")
        await worker.wake([chat.session_id])
        await worker.conversations.hand_back()
        assert (await chat.replies()) == ["?", "-  "]


async def test_a_hostile_worker_is_believed_nothing(world: World, sandbox: Sandbox):
    forged = values.encode(
        {"value": "x", "writes": {"bot.id": "y", "nowhere": 1}, "prints": 7, "problem": None}
    ).decode()
    code = f"""
import asyncio
os, sys = asyncio.base_events.os, asyncio.base_events.sys
async def main(message, variables):
    frame = sys._getframe()
    while frame and "number" not in frame.f_locals:
        frame = frame.f_back
    body = {forged!r}.encode()
    number = frame.f_locals["number"]
    os.write(4, b"".join(one.to_bytes(4, "little") for one in (number, len(body), 0)) + body)
"""
    chat = await world.chat(await world.bot(bot_with(code)))
    async with world.worker(sandbox=sandbox) as worker:
        await chat.say_at_once("hi", "a")
        await worker.wake([chat.session_id])
        replies = await until_replies(chat, 2)
    assert replies == ["?", "-  "]
