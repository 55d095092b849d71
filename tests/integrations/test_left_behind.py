"""What becomes of a call when the worker dies over it: nothing twice, and the conversation goes on."""

import asyncio
from typing import Any

import pytest
from calling import Safe, places
from test_dbcv import enter, heard, origin, performer

from app.engine import load_command
from app.integrations.base import Outside
from app.integrations.performer import IntegrationPerformer
from app.runtime.performers import performers
from app.runtime.performing import wake_left_behind
from conversing import Chat, World, bot_document
from egress_servers import answer, client, serving
from eventually import PATIENCE

OPEN = "select (select count(*) from inbox) + (select count(*) from command)"


def calling_bot(integration: str, config: dict[str, Any]) -> dict[str, Any]:
    """Calls it for every message, and says what came of it."""
    group = {"id": "asks", "type": "integration", "integration": integration, "config": config}
    return bot_document(
        {"id": "open", "groups": [{"id": "open-waits"}]},
        {
            "id": "told",
            "message": {"text": "{$integration.ok$} {$integration.error.code$}"},
            "groups": [{"id": "told-waits"}],
        },
        groups=[{**group, "connections": [{"id": "on", "to": "told"}]}],
    )


async def die_awaiting(world: World, chat: Chat) -> None:
    """A worker that commits the turn and dies before anybody hears of what it performed."""

    class Nobody:
        def begin(self, _awaited) -> None:
            pass

    async with world.worker() as worker:
        worker.conversations._performing = Nobody()
        await worker.wake([chat.session_id])
    await world.execute("update command set leased_until = now() - interval '1 second'")


async def taken_over(world: World, chat: Chat, performing: IntegrationPerformer) -> None:
    """By another worker, until nothing waits."""
    await wake_left_behind(world.pool, world.redis)
    registry = performers(egress=client("127.0.0.1"), integrations=performing)
    async with world.worker(registry=registry) as worker, asyncio.timeout(PATIENCE):
        await worker.performing.take_over(await world.woken("effects"))
        while await world.value(OPEN):
            await worker.performing.finish(10.0)
            await worker.wake([chat.session_id])


@pytest.mark.parametrize(("repeatable", "said"), [(False, "false unknown"), (True, "true ")])
async def test_a_webhook_is_called_again_only_where_it_may_be(world: World, repeatable, said):
    async with serving(answer(200)) as server:
        config = {"url": server.url, "repeatable": repeatable}
        chat = await world.chat(await world.bot(calling_bot("http.webhook", config)))
        await chat.say("m1")
        await die_awaiting(world, chat)
        outside = Outside(
            egress=client("127.0.0.1"), credentials=Safe(), pool=world.pool, posting=None, places=places()
        )
        await taken_over(world, chat, IntegrationPerformer(outside))

    assert await chat.replies() == [said]
    assert len(server.seen) == repeatable


async def test_a_message_to_somebody_is_said_once_though_two_workers_had_it(world: World):
    chat = await world.chat(await world.bot(calling_bot("dbcv.send_message", {"text": "News!"})))
    eve = await enter(world, chat.admission.channel_id, "Eve")
    await chat.say("m1")
    await die_awaiting(world, chat)
    command = await world.rows("select id, command from command")
    # The first worker had come as far as saying it.
    first = await performer(world).perform(load_command(command[0]["command"]), origin(world, chat))
    assert first.ok

    await taken_over(world, chat, performer(world))

    assert [one["text"] for one in await heard(world, chat.admission.channel_id, eve)] == ["News!"]
    assert (await chat.replies()).count("true ") == 1
