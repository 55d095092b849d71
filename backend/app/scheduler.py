"""Composition root: the clock process. It fires timers and finds what was left behind."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.accounts.expiry import forget_expired
from app.kit import clock
from app.kit.logging import configure_logging
from app.runtime.outbox import publish_left_behind
from app.runtime.performing import wake_left_behind
from app.runtime.postgres import AWAY, AWAY_SIGNS, Pool
from app.runtime.retention import forget_old
from app.runtime.streams import ensure_groups
from app.runtime.sweeper import Sweeper
from app.runtime.timers import fire_due
from app.runtime.workers import Servers, connected, running
from app.settings import Settings, settings

log = structlog.get_logger()

TICK = 0.1  # seconds between two looks at the timers: how late one may be
SWEEP = 1.0
RETENTION = 600.0
LEFT_BEHIND = timedelta(seconds=3)


async def run(here: Settings) -> None:
    """Until SIGTERM or SIGINT; what is under way is finished first."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    servers = Servers(
        postgres_dsn=here.postgres_dsn, redis_url=here.redis_url.get_secret_value(), pool_size=4
    )
    async with connected(servers) as (pool, redis):
        sweeper = Sweeper(pool, redis)
        keep = timedelta(days=here.trace_days)
        async with running(
            every(TICK, stop, lambda: _fire_all(pool, redis)),
            every(SWEEP, stop, lambda: _sweep(redis, sweeper)),
            every(SWEEP, stop, lambda: publish_left_behind(pool, redis, clock.now() - LEFT_BEHIND)),
            every(SWEEP, stop, lambda: wake_left_behind(pool, redis)),
            every(RETENTION, stop, lambda: forget_old(pool, clock.now() - keep)),
            every(RETENTION, stop, lambda: forget_expired(pool, clock.now())),
        ):
            await stop.wait()


async def _sweep(redis: Redis, sweeper: Sweeper) -> None:
    """The groups first: a flushed server has none, and workers end where they find none."""
    await ensure_groups(redis)
    await sweeper.sweep(clock.now())


async def _fire_all(pool: Pool, redis: Redis) -> None:
    while await fire_due(pool, redis, clock.now()):
        pass


async def every(seconds: float, stop: asyncio.Event, work: Callable[[], Awaitable[object]]) -> None:
    """Do the work again and again; a server that is away is waited for."""
    while not stop.is_set():
        try:
            await work()
        except (*AWAY, *AWAY_SIGNS, RedisError, TimeoutError) as away:
            log.warning("server_away", fault=type(away).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)


def main() -> None:
    configure_logging("scheduler")
    asyncio.run(run(settings()))


if __name__ == "__main__":
    main()
