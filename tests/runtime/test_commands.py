"""Asking a server: performed once, answered into the turn, and what becomes of it when a worker dies."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

from app.engine import CallHttp, HttpAnswered, HttpResult, dump_event
from app.runtime.commit import Awaited
from app.runtime.performing import Performing, wake_left_behind
from app.runtime.ports import Origin
from conversing import Chat, World, bot_document
from egress_servers import Server, answer, serving
from eventually import PATIENCE

PRICE = answer(200, b'{"price": 10}', "Content-Type: application/json")


def asking(server: Server, **request: Any) -> dict[str, Any]:
    """Asks the server for every message, and says what came of it."""
    return bot_document(
        {"id": "open", "groups": [{"id": "open-waits"}]},
        {
            "id": "told",
            "message": {"text": "{$message.text$}: {$response.status$} {$response.error$}"},
            "groups": [{"id": "told-waits"}],
        },
        groups=[
            {
                "id": "asks",
                "type": "response",
                "request": "price",
                "connections": [{"id": "on", "to": "told"}],
            }
        ],
        requests=[{"id": "price", "url": f"{server.url}/price", **request}],
    )


def origin() -> Origin:
    return Origin(bot_id=uuid4(), session_id=uuid4(), workspace_id=uuid4())


OPEN = "select (select count(*) from inbox) + (select count(*) from command)"


async def commands(world: World) -> int:
    return await world.value("select count(*) from command")


async def until_quiet(world: World, worker, *chats: Chat) -> None:
    """Wake and perform until nothing waits and nothing is under way."""
    async with asyncio.timeout(PATIENCE):
        while await world.value(OPEN):
            await worker.wake([chat.session_id for chat in chats])
            await worker.performing.finish(10.0)


async def die_awaiting(world: World, chat: Chat) -> None:
    """A worker that commits the turn and dies before it performs anything."""

    class Nobody:
        def begin(self, _awaited) -> None:
            pass

    async with world.worker() as worker:
        worker.conversations._performing = Nobody()
        await worker.wake([chat.session_id])
    await world.execute("update command set leased_until = now() - interval '1 second'")


async def test_a_request_is_made_once_and_its_answer_continues_the_turn(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        async with world.worker() as worker:
            await until_quiet(world, worker, chat)

    assert await chat.replies() == ["m1: 200 "]
    assert [seen.line for seen in server.seen] == ["GET /price HTTP/1.1"]
    assert (await commands(world), await chat.waiting()) == (0, 0)


async def test_the_answer_wakes_its_session(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        await world.all_told()
        await world.redis.xtrim("user_messages", maxlen=0, approximate=False)
        async with world.worker() as worker:
            await worker.wake([chat.session_id])

    assert await world.woken() == [chat.session_id]
    row = await world.rows("select answers from inbox")
    assert isinstance(row[0]["answers"], UUID)


async def test_messages_that_come_while_an_answer_is_awaited_wait_and_keep_their_order(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        async with world.worker() as worker:
            await worker.wake([chat.session_id])
            await chat.say_at_once("m2", "m3")
            await worker.wake([chat.session_id])
            await until_quiet(world, worker, chat)

    assert await chat.replies() == ["m1: 200 ", "m2: 200 ", "m3: 200 "]
    assert len(server.seen) == 3


async def test_messages_before_the_answer_are_not_touched(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        await die_awaiting(world, chat)
        await chat.say_at_once("m2", "m3")
        await world.handle(chat)

    assert (await chat.waiting(), await chat.replies()) == (2, [])
    assert server.seen == []


async def test_two_workers_make_a_request_once(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        async with world.worker() as one, world.worker() as two:
            for number in range(10):
                await chat.say(f"m{number}")
                await asyncio.gather(one.wake([chat.session_id]), two.wake([chat.session_id]))
            await asyncio.gather(until_quiet(world, one, chat), until_quiet(world, two, chat))

    assert await chat.replies() == [f"m{number}: 200 " for number in range(10)]
    assert len(server.seen) == 10


async def test_a_get_left_behind_by_a_dead_worker_is_repeated(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        await die_awaiting(world, chat)

        assert await wake_left_behind(world.pool, world.redis) == 1
        async with world.worker() as worker:
            await worker.performing.take_over(await world.woken("effects"))
            await until_quiet(world, worker, chat)

    assert await chat.replies() == ["m1: 200 "]
    assert len(server.seen) == 1


async def test_a_post_left_behind_by_a_dead_worker_is_answered_as_unknown(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server, method="POST", body={"a": 1})))
        await chat.say("m1")
        await die_awaiting(world, chat)
        async with world.worker() as worker:
            await worker.performing.take_over(
                [row["id"] for row in await world.rows("select id from command")]
            )
            await until_quiet(world, worker, chat)

    assert await chat.replies() == ["m1: 0 http:unknown"]
    assert server.seen == []


async def test_a_post_with_retries_is_repeated_with_the_same_key(world: World):
    document = {"method": "POST", "body": {"a": 1}, "retry": {"times": 1, "backoff": 0.01}}
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server, **document)))
        await chat.say("m1")
        await die_awaiting(world, chat)
        (row,) = await world.rows("select id from command")
        async with world.worker() as worker:
            await worker.performing.take_over([row["id"]])
            await until_quiet(world, worker, chat)

    assert await chat.replies() == ["m1: 200 "]
    assert [seen.header("idempotency-key") for seen in server.seen] == [str(row["id"])]


async def test_a_command_under_lease_is_taken_over_by_nobody(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        await die_awaiting(world, chat)
        await world.execute("update command set leased_until = now() + interval '1 minute'")
        (row,) = await world.rows("select id from command")

        assert await wake_left_behind(world.pool, world.redis) == 0
        async with world.worker() as worker:
            await worker.performing.take_over([row["id"]])

    assert server.seen == []
    assert await commands(world) == 1


async def test_two_workers_that_take_over_a_command_at_once_perform_it_once(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        await die_awaiting(world, chat)
        (row,) = await world.rows("select id from command")
        async with world.worker() as one, world.worker() as two:
            await asyncio.gather(*(worker.performing.take_over([row["id"]]) for worker in (one, two)))
            await until_quiet(world, one, chat)

    assert len(server.seen) == 1
    assert await chat.replies() == ["m1: 200 "]


async def test_an_answer_that_comes_twice_counts_once(world: World):
    """The first worker was slow, not dead: its lease had run out, and another answered before it."""
    chat = await world.chat(await world.bot(asking(Server(port=9), method="POST")))
    await chat.say("m1")
    await die_awaiting(world, chat)
    (row,) = await world.rows("select id, command from command")

    class Slow:
        async def perform(self, command, origin):
            return HttpAnswered(command_id=command.id, result=HttpResult(status=201, ok=True))

        after_crash = perform

    performings = [Performing(world.pool, world.redis, {CallHttp: Slow()}) for _ in range(2)]
    for performing in performings:
        performing.begin([Awaited(id=row["id"], origin=origin(), command=row["command"])])
    await asyncio.gather(*(performing.finish(10.0) for performing in performings))

    assert await chat.waiting() == 1
    await world.handle(chat)
    assert await chat.replies() == ["m1: 201 "]


async def test_an_answer_nobody_awaits_any_more_is_passed_over(world: World):
    async with serving(PRICE) as server:
        chat = await world.chat(await world.bot(asking(server)))
        await chat.say("m1")
        async with world.worker() as worker:
            await until_quiet(world, worker, chat)
        stray = uuid4()
        event = HttpAnswered(command_id=str(stray), result=HttpResult(status=200))
        await world.execute(
            "insert into inbox (session_id, event, answers) values ($1, $2, $3)",
            *(chat.session_id, dump_event(event).decode(), stray),
        )
        await chat.say("m2")
        async with world.worker() as worker:
            await until_quiet(world, worker, chat)

    assert await chat.replies() == ["m1: 200 ", "m2: 200 "]
    assert await world.value("select count(*) from dead_letter") == 0


async def test_a_performer_with_a_fault_of_ours_does_not_hold_the_conversation_for_ever(world: World):
    chat = await world.chat(await world.bot(asking(Server(port=9))))
    await chat.say("m1")
    await die_awaiting(world, chat)
    (row,) = await world.rows("select id from command")

    class Broken:
        async def perform(self, command, origin):
            raise ZeroDivisionError

        after_crash = perform

        def give_up(self, command):
            return HttpAnswered(command_id=command.id, result=HttpResult(error="http:unknown"))

    async with world.worker(registry={CallHttp: Broken()}) as worker:
        for _ in range(8):
            await worker.performing.take_over([row["id"]])
            await worker.performing.finish(10.0)
            await world.execute("update command set leased_until = now() - interval '1 second'")
        await worker.wake([chat.session_id])

    assert await chat.replies() == ["m1: 0 http:unknown"]


async def test_servers_that_hang_for_one_bot_leave_places_for_another(world: World):
    chat = await world.chat(await world.bot(asking(Server(port=9))))
    await chat.say("m1")
    await die_awaiting(world, chat)
    (row,) = await world.rows("select id, command from command")
    let_go, asked = asyncio.Event(), asyncio.Queue[str]()
    others = row["command"].replace(str(row["id"]), str(uuid4()))

    class Hangs:
        async def perform(self, command, origin):
            asked.put_nowait(command.id)
            await let_go.wait()
            return HttpAnswered(command_id=command.id, result=HttpResult(status=200, ok=True))

    performing = Performing(world.pool, world.redis, {CallHttp: Hangs()}, at_once=3, of_bot=2)
    hanging, another = origin(), origin()
    performing.begin([Awaited(id=uuid4(), origin=hanging, command=others) for _ in range(5)])
    performing.begin([Awaited(id=row["id"], origin=another, command=row["command"])])

    async with asyncio.timeout(PATIENCE):
        assert str(row["id"]) in [await asked.get() for _ in range(3)]
    let_go.set()
    await performing.finish(10.0)
    assert await chat.waiting() == 1
