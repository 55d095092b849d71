"""Composition root: a stream worker, user or bot as ROLE says."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import uvloop
from faststream import FastStream
from faststream.redis import RedisBroker

from app.channels.webhook.outbound import WebhookCarrier
from app.integrations.base import Outside
from app.integrations.credentials.vault import Vault
from app.integrations.performer import IntegrationPerformer
from app.kit.egress import EgressPolicy, GuardedClient
from app.kit.logging import configure_logging
from app.kit.sealing import sealer_of
from app.kit.starting import settings_to_start_with
from app.media.sending import uploads
from app.runtime.performers import performers
from app.runtime.ports import Carrier, Performer
from app.runtime.postgres import Pool, open_pool
from app.runtime.posting import Posting
from app.runtime.shares import Shares
from app.runtime.status import status_of
from app.runtime.streams import (
    BOT_MESSAGES,
    EFFECTS,
    USER_MESSAGES,
    Wakes,
    consumer_name,
    ids_of,
)
from app.runtime.subscriptions import reader_of, subscription
from app.runtime.workers import Servers, bot_worker, connected, user_worker
from app.sandbox import SandboxLimits, opened
from app.settings import Settings

# Connections outside turns. Whoever looks a credential up never waits for somebody's posts.
LOOK_UPS = 2
POSTS = 2
POSTS_OF_BOT = 1
RENEWAL_SECONDS = 10.0
type Entries = list[dict[str, Any]]
type CarriersOf = Callable[[Pool], dict[str, Carrier]]


def user_app(here: Settings) -> FastStream:
    """Reads `user_messages` and `effects`."""
    consumer = consumer_name()
    broker = _broker(here)

    @asynccontextmanager
    async def lifespan() -> AsyncGenerator[None]:
        async with (
            performers_of(here) as registry,
            opened(SandboxLimits.of(here), is_eager=True) as sandbox,
            user_worker(_servers(here), registry, consumer, sandbox) as worker,
            status_of(here),
        ):
            app.context.set_global("worker", worker)
            yield

    app = FastStream(broker, lifespan=lifespan)

    @broker.subscriber(stream=subscription(USER_MESSAGES, consumer), **reader_of(USER_MESSAGES))
    async def wake(wakes: Wakes) -> None:
        await app.context.get("worker").wake(wakes)

    @broker.subscriber(stream=subscription(EFFECTS, consumer))
    async def take_over(entries: Entries) -> None:
        await app.context.get("worker").take_over(ids_of(EFFECTS, entries))

    return app


def bot_app(here: Settings, carriers_of: CarriersOf | None = None) -> FastStream:
    """Reads `bot_messages`. `carriers_of`: others than the product's own."""
    consumer = consumer_name()
    broker = _broker(here)
    carriers_of = carriers_of or _carriers_of(here)

    @asynccontextmanager
    async def lifespan() -> AsyncGenerator[None]:
        async with _pool(here, 2) as pool:
            carriers = carriers_of(pool)
            async with bot_worker(_servers(here), carriers, consumer) as deliveries, status_of(here):
                app.context.set_global("deliveries", deliveries)
                yield

    app = FastStream(broker, lifespan=lifespan)

    @broker.subscriber(stream=subscription(BOT_MESSAGES, consumer))
    async def carry(entries: Entries) -> None:
        await app.context.get("deliveries").take(ids_of(BOT_MESSAGES, entries))

    return app


def _carriers_of(here: Settings) -> CarriersOf:
    client, sealer = _client(here), sealer_of(here)
    return lambda pool: {"webhook": WebhookCarrier(pool, client, sealer)}


@asynccontextmanager
async def performers_of(here: Settings) -> AsyncGenerator[dict[type, Performer[Any]]]:
    """What does the work of commands, over connections of its own: turns wait for none of it."""
    client = _client(here)
    places = Shares(total=POSTS, each=POSTS_OF_BOT)
    async with (
        _pool(here, LOOK_UPS) as look_ups,
        connected(replace(_servers(here), pool_size=POSTS, pool_name="posts")) as (pool, redis),
        uploads(here, look_ups) as sending,
    ):
        vault = Vault(look_ups, sealer_of(here), client)
        posting = Posting(pool, redis, places)
        outside = Outside(egress=client, credentials=vault, pool=pool, posting=posting, places=places)
        integrations = IntegrationPerformer(outside)
        try:
            yield performers(
                egress=client,
                credentials=vault,
                uploads=sending,
                integrations=integrations,
                own_address=here.own_address,
            )
        finally:
            await vault.finish(RENEWAL_SECONDS)


@asynccontextmanager
async def _pool(here: Settings, size: int) -> AsyncGenerator[Pool]:
    pool = await open_pool(here.postgres_dsn, size=size, name="look_ups")
    try:
        yield pool
    finally:
        await pool.close()


def _broker(here: Settings) -> RedisBroker:
    return RedisBroker(here.redis_url.get_secret_value(), apply_types=False, logger=None, graceful_timeout=15)  # pyright: ignore[reportArgumentType] - its own word for none


def _client(here: Settings) -> GuardedClient:
    return GuardedClient(EgressPolicy.of(here))


def _servers(here: Settings) -> Servers:
    return Servers(
        postgres_dsn=here.postgres_dsn,
        redis_url=here.redis_url.get_secret_value(),
        pool_size=here.db_pool_size,
    )


APPS = {"user": user_app, "bot": bot_app}


def main() -> None:
    here = settings_to_start_with()
    configure_logging(f"{here.role}-worker")
    uvloop.run(APPS[here.role](here).run())


if __name__ == "__main__":
    main()
