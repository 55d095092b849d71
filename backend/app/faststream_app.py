"""Composition root: a stream worker, user or bot as ROLE says."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import uvloop
from faststream import FastStream
from faststream.redis import RedisBroker

from app.channels.webhook.outbound import WebhookCarrier
from app.kit.egress import EgressPolicy, GuardedClient, read_allow
from app.kit.logging import configure_logging
from app.kit.sealing import Sealer
from app.kit.secrets import secret
from app.runtime.performers import performers
from app.runtime.postgres import open_pool
from app.runtime.streams import (
    BOT_MESSAGES,
    EFFECTS,
    USER_MESSAGES,
    Wakes,
    consumer_name,
    ids_of,
    reader_of,
    subscription,
)
from app.runtime.workers import Servers, bot_worker, user_worker
from app.settings import Settings, settings

type Entries = list[dict[str, Any]]


def user_app(here: Settings) -> FastStream:
    """Reads `user_messages` and `effects`."""
    consumer = consumer_name()
    broker = _broker(here)
    registry = performers(egress=_client(here))

    @asynccontextmanager
    async def lifespan() -> AsyncGenerator[None]:
        async with user_worker(_servers(here), registry, consumer) as worker:
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


def bot_app(here: Settings) -> FastStream:
    """Reads `bot_messages`."""
    consumer = consumer_name()
    broker = _broker(here)
    client = _client(here)
    sealer = Sealer(secret("secret_box_key", here))

    @asynccontextmanager
    async def lifespan() -> AsyncGenerator[None]:
        pool = await open_pool(here.postgres_dsn, size=2)
        try:
            carriers = {"webhook": WebhookCarrier(pool, client, sealer)}
            async with bot_worker(_servers(here), carriers, consumer) as deliveries:
                app.context.set_global("deliveries", deliveries)
                yield
        finally:
            await pool.close()

    app = FastStream(broker, lifespan=lifespan)

    @broker.subscriber(stream=subscription(BOT_MESSAGES, consumer))
    async def carry(entries: Entries) -> None:
        app.context.get("deliveries").begin(ids_of(BOT_MESSAGES, entries))

    return app


def _broker(here: Settings) -> RedisBroker:
    return RedisBroker(here.redis_url.get_secret_value(), apply_types=False, logger=None, graceful_timeout=15)


def _client(here: Settings) -> GuardedClient:
    return GuardedClient(EgressPolicy(allow=read_allow(here.egress_allow)))


def _servers(here: Settings) -> Servers:
    return Servers(
        postgres_dsn=here.postgres_dsn,
        redis_url=here.redis_url.get_secret_value(),
        pool_size=here.db_pool_size,
    )


APPS = {"user": user_app, "bot": bot_app}


def main() -> None:
    here = settings()
    configure_logging(f"{here.role}-worker")
    uvloop.run(APPS[here.role](here).run())


if __name__ == "__main__":
    main()
