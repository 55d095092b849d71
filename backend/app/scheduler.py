"""Composition root: the clock process. It fires timers and emitters and finds what was left behind."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.accounts.departures import Departures
from app.accounts.expiry import forget_expired
from app.accounts.lapses import end_access_tokens, forget_letters
from app.accounts.mail.posting import PostOffice, post_due, post_office
from app.accounts.revocations import Revocations
from app.alerts.carrying import Courier, carry_due, courier, forget_deliveries
from app.alerts.watching import watch
from app.authoring.proposals.retention import forget_proposals
from app.authoring.retention import KEPT_FOR, forget_changes
from app.conversations.counts import count_traces, forget_problems
from app.kit import clock
from app.kit.errors import Unavailable
from app.kit.logging import configure_logging
from app.kit.starting import settings_to_start_with
from app.media.ports import Store, StoreUnavailable
from app.media.stores import open_store
from app.media.sweeping import sweep_files
from app.runtime.agreed_time import agreed_time
from app.runtime.backlog import measure_backlog
from app.runtime.outbox import LeftBehind
from app.runtime.performing import wake_left_behind
from app.runtime.postgres import AWAY, Pool
from app.runtime.retention import forget_old, forget_said
from app.runtime.status import status_of
from app.runtime.streams import consumer_name, ensure_groups
from app.runtime.sweeper import Sweeper
from app.runtime.timers import fire_due
from app.runtime.workers import Servers, connected, running
from app.schedule.firing import Clockwork, forget_runs
from app.settings import Settings
from app.storage.database import Database

log = structlog.get_logger()

TICK = 0.1  # seconds between two looks at the timers: how late one may be
SWEEP = 1.0
RETENTION = 600.0
TOKENS = 10.0
COUNTS = 10.0
MEASURE = 5.0
ALERTS = 5.0
PROBLEMS_KEPT = timedelta(days=8)
DELIVERIES_KEPT = timedelta(days=1)
UPLOADING = timedelta(hours=1)  # how long bytes may wait for their attachment
PATIENCE = timedelta(seconds=3)


async def run(here: Settings) -> None:
    """Until SIGTERM or SIGINT; what is under way is finished first."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    servers = Servers(
        postgres_dsn=here.postgres_dsn, redis_url=here.redis_url.get_secret_value(), pool_size=10
    )
    cache_url = (here.cache_redis_url or here.redis_url).get_secret_value()
    async with connected(servers) as (pool, redis), Redis.from_url(cache_url) as cache:
        revocations = Revocations(cache)
        sweeper, left_behind = Sweeper(pool, redis), LeftBehind(pool, redis)
        keep, known = timedelta(days=here.trace_days), timedelta(days=here.anonymous_days)
        said = timedelta(days=here.message_days)
        departures = Departures(pool)
        store = open_store(here)
        office = post_office(pool, here)
        messenger = courier(pool, here)
        database = Database(here)
        clockwork = Clockwork(pool, redis, consumer_name())
        async with (
            status_of(here),
            _agreed(pool, stop),
            running(
                clockwork.run(stop),
                every(TICK, stop, lambda: _fire_all(pool, redis)),
                every(SWEEP, stop, lambda: _sweep(redis, sweeper)),
                every(SWEEP, stop, lambda: left_behind.publish(clock.now() - PATIENCE)),
                every(SWEEP, stop, lambda: wake_left_behind(pool, redis)),
                every(RETENTION, stop, lambda: forget_old(pool, clock.now() - keep)),
                every(RETENTION, stop, lambda: _forget_said(pool, said)),
                every(RETENTION, stop, lambda: forget_expired(pool, clock.now())),
                every(RETENTION, stop, lambda: _forget_departed(departures, known)),
                every(RETENTION, stop, lambda: _sweep_files(pool, store)),
                every(RETENTION, stop, lambda: forget_letters(pool, clock.now())),
                every(RETENTION, stop, lambda: forget_changes(pool, clock.now() - KEPT_FOR)),
                every(RETENTION, stop, lambda: forget_proposals(pool, clock.now())),
                every(RETENTION, stop, lambda: forget_runs(pool, clock.now() - keep)),
                every(SWEEP, stop, lambda: _post(office)),
                every(MEASURE, stop, lambda: measure_backlog(pool, redis)),
                every(COUNTS, stop, lambda: _count(database)),
                every(ALERTS, stop, lambda: _watch(database, here)),
                every(SWEEP, stop, lambda: _carry(messenger)),
                every(RETENTION, stop, lambda: forget_problems(pool, clock.now() - PROBLEMS_KEPT)),
                every(RETENTION, stop, lambda: forget_deliveries(pool, clock.now() - DELIVERIES_KEPT)),
                every(TOKENS, stop, lambda: end_access_tokens(pool, revocations, clock.now())),
            ),
        ):
            await stop.wait()
        store.close()
        await database.close()


@asynccontextmanager
async def _agreed(pool: Pool, stop: asyncio.Event) -> AsyncGenerator[None]:
    """Nothing is fired by a clock nobody has compared, however long the database is away at the start."""
    async with agreed_time(pool) as known:
        waiting = (asyncio.create_task(known.wait()), asyncio.create_task(stop.wait()))
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for one in waiting:
            one.cancel()
        yield


async def _sweep(redis: Redis, sweeper: Sweeper) -> None:
    """The groups first: a flushed server has none, and workers end where they find none."""
    await ensure_groups(redis)
    await sweeper.sweep(clock.now())


async def _forget_departed(departures: Departures, known: timedelta) -> None:
    if known:
        await departures.forget(clock.now() - known)


async def _forget_said(pool: Pool, kept: timedelta) -> None:
    if kept:
        await forget_said(pool, clock.now() - kept)


async def _sweep_files(pool: Pool, store: Store) -> None:
    with contextlib.suppress(StoreUnavailable):  # the next sweep finds the same
        await sweep_files(pool, store, clock.now() - UPLOADING)


async def _count(database: Database) -> None:
    with contextlib.suppress(Unavailable):  # what was not counted is counted the next time
        await count_traces(database)


async def _fire_all(pool: Pool, redis: Redis) -> None:
    while await fire_due(pool, redis, clock.now()):
        pass


async def _post(office: PostOffice) -> None:
    while await post_due(office, clock.now()):
        pass


async def _watch(database: Database, here: Settings) -> None:
    with contextlib.suppress(Unavailable):  # the next look sees the same
        while await watch(database, clock.now(), can_mail=here.smtp_url is not None):
            pass


async def _carry(messenger: Courier) -> None:
    while await carry_due(messenger, clock.now()):
        pass


async def every(seconds: float, stop: asyncio.Event, work: Callable[[], Awaitable[object]]) -> None:
    """Do the work again and again; a server that is away is waited for.

    What the database refuses (a deadlock of two clocks, say) is tried again: a chore that fails would end the
    process, and with it the firing of timers, at each start anew.
    """
    while not stop.is_set():
        try:
            await work()
        except (*AWAY, RedisError, TimeoutError) as away:
            log.warning("server_away", fault=type(away).__name__)
        except asyncpg.PostgresError as fault:
            log.warning("round_failed", fault=type(fault).__name__, sqlstate=getattr(fault, "sqlstate", None))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)


def main() -> None:
    configure_logging("scheduler")
    asyncio.run(run(settings_to_start_with()))


if __name__ == "__main__":
    main()
