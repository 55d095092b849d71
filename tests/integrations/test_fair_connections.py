"""What performers look up and write in the database: much of one bot delays no other bot."""

import asyncio
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from calling import command
from test_dbcv import enter, origin, talking

from app.engine.commands import CallHttp, CallIntegration
from app.engine.http import HttpRequest
from app.faststream_app import LOOK_UPS, POSTS, performers_of
from app.integrations.credentials.found import seal_secret
from app.kit.ids import uuid7
from app.kit.sealing import sealer_of
from app.settings import Settings
from conversing import Chat, World
from egress_servers import answer, serving
from eventually import PATIENCE

_KEPT = """
insert into credential_entity
    (id, workspace_id, name, provider, strategy, settings, hosts, sealed, key_id, sealed_at, is_default)
values ($1, $2, 'shop', 'shop', 'api_key', '{}', $3, $4, $5, now(), false)
"""


async def keep(world: World, chat: Chat, settings: Settings) -> None:
    sealer, made = sealer_of(settings), uuid7()
    sealed = seal_secret(sealer, made, {"api_key": "k-planted"})
    workspace = chat.admission.workspace_id
    await world.execute(_KEPT, made, workspace, json.dumps(["127.0.0.1:*"]), sealed, sealer.key_id)


def post(person: UUID) -> CallIntegration:
    config: dict[str, Any] = {"person_id": str(person), "text": "Hello"}
    return command("dbcv.send_message", config, id=str(uuid4()), deadline=60.0)


async def test_a_bot_whose_posts_hang_takes_no_others_look_ups_nor_posts(
    world: World, database_url: str, redis_url: str, tmp_path: Path
):
    settings = Settings(
        _env_file=None,
        database_url=database_url,
        redis_url=redis_url,
        dbcv_data_dir=tmp_path,
        egress_allow="127.0.0.1",
    )
    busy, other = await talking(world), await talking(world)
    stuck = await enter(world, busy.admission.channel_id)
    person = await enter(world, other.admission.channel_id)
    await keep(world, other, settings)
    blocking = await asyncpg.connect(database_url)
    async with performers_of(settings) as registry, serving(answer()) as server:
        calls = registry[CallIntegration]
        assert (await calls.perform(post(stuck), origin(world, busy))).ok
        held = blocking.transaction()
        await held.start()
        await blocking.execute("select from thread where person_id = $1 for update", stuck)
        posts = [
            asyncio.create_task(calls.perform(post(stuck), origin(world, busy)))
            for _ in range(3 * (POSTS + LOOK_UPS))
        ]
        async with asyncio.timeout(PATIENCE):
            request = HttpRequest(method="GET", url=server.url, credential="shop")
            wanted = CallHttp(id=str(uuid4()), request=request, deadline=10)
            assert (await registry[CallHttp].perform(wanted, origin(world, other))).result.status == 200
            for _ in range(3):
                assert (await calls.perform(post(person), origin(world, other))).ok
        assert not any(one.done() for one in posts)
        await held.rollback()
        assert all(one.ok for one in await asyncio.gather(*posts))
    await blocking.close()
