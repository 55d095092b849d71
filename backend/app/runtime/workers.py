"""What the two kinds of workers are made of: the parts, wired, and what runs beside the streams."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from redis.asyncio import Redis

from .agreed_time import agreed_time
from .catalog import Catalog
from .code import Runs
from .conversation import Conversations
from .dead_letters import suspect
from .delivery import Deliveries
from .holding import Holding
from .live import Watched
from .outbox import Outbox
from .performing import Performing
from .ports import Carrier, Performer
from .postgres import Pool, open_pool
from .reclaim import Reclaim
from .streams import BOT_MESSAGES, EFFECTS, USER_MESSAGES, Wakes, ensure_groups

FINISH_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Where a worker's servers are."""

    postgres_dsn: str
    redis_url: str
    pool_size: int
    pool_name: str = "turns"


@asynccontextmanager
async def connected(servers: Servers) -> AsyncGenerator[tuple[Pool, Redis]]:
    """A pool and a Redis client, closed again in the end."""
    async with AsyncExitStack() as stack:
        pool = await open_pool(servers.postgres_dsn, size=servers.pool_size, name=servers.pool_name)
        stack.push_async_callback(pool.close)
        redis: Redis = Redis.from_url(servers.redis_url)  # pyright: ignore[reportUnknownMemberType] - half typed
        stack.push_async_callback(redis.aclose)
        yield pool, redis


@dataclass(frozen=True, slots=True)
class UserWorker:
    """Advances sessions and performs what they await."""

    conversations: Conversations
    performing: Performing
    holding: Holding

    async def wake(self, wakes: Wakes) -> None:
        """Handle what waits for these sessions, and acknowledge that they were looked at."""
        with self.holding.batch(wakes):
            await self.conversations.handle(wakes.ids, wakes.add_acks)

    async def take_over(self, command_ids: Sequence[UUID]) -> None:
        """Perform commands somebody else has left behind."""
        await self.performing.take_over(command_ids)


@asynccontextmanager
async def user_worker(
    servers: Servers,
    performers: dict[type, Performer[Any]],
    consumer: str,
    sandbox: Runs | None = None,
) -> AsyncGenerator[UserWorker]:
    """A user worker with its side tasks; on leaving it finishes what it has begun."""
    async with connected(servers) as (pool, redis):
        await ensure_groups(redis)
        performing = Performing(pool, redis, performers)
        watched = Watched(redis)
        conversations = Conversations(pool, Catalog(pool), Outbox(redis, watched), performing, sandbox)
        holding = Holding(redis, consumer)
        worker = UserWorker(conversations, performing, holding)

        async def take_up(session_id: UUID) -> None:
            await suspect(pool, session_id)
            await conversations.handle([session_id])

        async def take_over(command_id: UUID) -> None:
            await worker.take_over([command_id])

        beginning = (
            conversations.forget_delivered(),
            conversations.catch_up(),
            Reclaim(redis, USER_MESSAGES, consumer, take_up).run(),
            Reclaim(redis, EFFECTS, consumer, take_over).run(),
        )
        side_tasks = (performing.renew_leases(), holding.run(), watched.run())
        async with agreed_time(pool), running(*side_tasks):
            async with running(*beginning):
                yield worker
            # Only when no turn can begin another command is it known which are under way.
            await conversations.hand_back()
            await performing.finish(FINISH_SECONDS)
        await conversations.forget_now()


@asynccontextmanager
async def bot_worker(
    servers: Servers, carriers: dict[str, Carrier], consumer: str
) -> AsyncGenerator[Deliveries]:
    """A bot worker with its side tasks."""
    async with connected(servers) as (pool, redis):
        await ensure_groups(redis)
        deliveries = Deliveries(pool, redis, carriers)

        async def take_up(thread_id: UUID) -> None:
            deliveries.begin([thread_id])

        async with agreed_time(pool), running(Reclaim(redis, BOT_MESSAGES, consumer, take_up).run()):
            yield deliveries
            await deliveries.finish(FINISH_SECONDS)


@asynccontextmanager
async def running(*coroutines: Any) -> AsyncGenerator[None]:
    """Side tasks that end with the block; one that fails takes the process down, to be started afresh."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one) for one in coroutines]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
