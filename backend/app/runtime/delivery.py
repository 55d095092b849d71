"""Carrying messages to people outside: a thread at a time, in order, each until taken or given up."""

import asyncio
from collections.abc import Iterable
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.ids import uuid7

from . import metrics
from .frames import message_json
from .ports import Carrier, Delivery, Undelivered
from .postgres import Pool, until_it_is_back
from .shares import Shares

log = structlog.get_logger()

ATTEMPTS = 12  # their pauses double from a second on: given up after somewhat more than an hour
LEASE_SECONDS = 30  # longer than carrying one message takes: how long a thread waits for a worker that died
MOST = 20_000  # threads under way in one process; of more than that the sweeper tells again
FIRST = """
select t.channel_id, o.since <= now() as is_due
from outbox o join thread t on t.id = o.thread_id
where o.thread_id = $1 and o.external
order by o.seq limit 1
"""
OPEN = """
select o.thread_id, o.seq, o.attempts, o.since <= now() as is_due,
       m.id, m.sender_kind, m.sender_id, m.body, m.created_at,
       b.name as sender_name, t.channel_id, t.person_id, c.kind as channel_kind
from outbox o
join message m on m.thread_id = o.thread_id and m.seq = o.seq
join thread t on t.id = o.thread_id
join channel c on c.id = t.channel_id
left join bot b on b.id = m.sender_id
where o.thread_id = $1 and o.external
order by o.seq limit 100
"""
DELIVERED = "delete from outbox where thread_id = $1 and seq = $2"
# `since` is when it may be tried again. All of the thread wait with it: the sweeper looks at no other column.
PUT_OFF = """
update outbox set attempts = attempts + (seq = $2)::int, since = now() + $3 * interval '1 second'
where thread_id = $1 and external
"""
GIVEN_UP = """
with gone as (delete from outbox where thread_id = $1 and seq = $2 returning thread_id, seq, attempts)
insert into dead_letter (id, kind, bot_id, thread_id, payload, error, attempts)
select $3, 'delivery', $4, thread_id, json_build_object('seq', seq), $5, attempts + 1 from gone
"""
RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class Deliveries:
    """Delivers what waits for threads outside the gateway. `carriers` by the kind of channel."""

    def __init__(
        self,
        pool: Pool,
        redis: Redis,
        carriers: dict[str, Carrier],
        *,
        at_once: int = 200,
        of_channel: int = 20,
    ) -> None:
        self._pool = pool
        self._redis = redis
        self._carriers = carriers
        self._shares = Shares(total=at_once, each=of_channel)
        self._under_way: dict[UUID, asyncio.Task[None]] = {}
        self._again: set[UUID] = set()

    def begin(self, thread_ids: Iterable[UUID]) -> None:
        """Deliver what is open in these threads, side by side; nobody waits for a server that hangs."""
        for thread_id in thread_ids:
            if thread_id in self._under_way:
                self._again.add(thread_id)
            elif len(self._under_way) < MOST:
                self._start(thread_id)

    async def finish(self, patience: float) -> None:
        """Wait `patience` seconds for what is under way; the rest is left to others."""
        if self._under_way:
            _, late = await asyncio.wait(list(self._under_way.values()), timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _start(self, thread_id: UUID) -> None:
        task = asyncio.create_task(self._deliver_thread(thread_id))
        self._under_way[thread_id] = task
        task.add_done_callback(lambda done: self._ended(thread_id, done))

    def _ended(self, thread_id: UUID, task: asyncio.Task[None]) -> None:
        del self._under_way[thread_id]
        is_wanted = thread_id in self._again
        self._again.discard(thread_id)
        if task.cancelled():
            return
        if fault := task.exception():
            # The outbox rows stay; the sweeper tells of them again.
            log.warning("delivery_failed", thread=str(thread_id), fault=type(fault).__name__)
        elif is_wanted:
            self._start(thread_id)

    async def _deliver_thread(self, thread_id: UUID) -> None:
        first = await until_it_is_back(lambda: self._pool.fetchrow(FIRST, thread_id), what="deliver")
        if first is not None and first["is_due"]:
            async with self._shares.place(first["channel_id"]):
                await self._deliver_alone(thread_id)

    async def _deliver_alone(self, thread_id: UUID) -> None:
        """Under a lease: two workers in one thread would deliver twice or out of order."""
        key, token = f"delivering:{thread_id.hex}", uuid4().hex
        if not await self._redis.set(key, token, nx=True, ex=LEASE_SECONDS):
            return
        try:
            while await self._deliver_open(thread_id, key):
                pass
        finally:
            await self._release(key, token)

    async def _release(self, key: str, token: str) -> None:
        try:
            await self._redis.eval(RELEASE, 1, key, token)
        except RedisError as away:
            # The lease ends by itself.
            log.warning("lease_not_released", fault=type(away).__name__)

    async def _deliver_open(self, thread_id: UUID, key: str) -> bool:
        """Deliver what is open now; False where nothing is left, or its turn comes later."""
        rows = await until_it_is_back(lambda: self._pool.fetch(OPEN, thread_id), what="deliver")
        for row in rows:
            await self._redis.expire(key, LEASE_SECONDS)
            if not row["is_due"] or not await self._deliver(dict(row)):
                return False
        return bool(rows)

    async def _deliver(self, row: dict[str, Any]) -> bool:
        delivery = Delivery(
            channel_id=row["channel_id"],
            person_id=row["person_id"],
            message_id=row["id"],
            seq=row["seq"],
            message=message_json(row),
        )
        place = (row["thread_id"], row["seq"])
        began = perf_counter()
        try:
            await self._carriers[row["channel_kind"]].carry(delivery)
        except Undelivered as refused:
            _observe(row, "refused", began)
            return await self._put_off(row, refused)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is this message's alone
            _observe(row, "failed", began)
            log.error("carrier_failed", thread=str(place[0]), fault=type(fault).__name__)  # noqa: TRY400 - no texts
            return await self._put_off(row, Undelivered("delivery:failed"))
        _observe(row, "delivered", began)
        await until_it_is_back(lambda: self._pool.execute(DELIVERED, *place), what="delivered")
        return True

    async def _put_off(self, row: dict[str, Any], refused: Undelivered) -> bool:
        """Later, or never: True where it was given up and the next may go."""
        place = (row["thread_id"], row["seq"])
        log.warning("not_delivered", thread=str(place[0]), seq=place[1], code=refused.code)
        if refused.final or row["attempts"] + 1 >= ATTEMPTS:
            letter = (uuid7(), row["sender_id"], refused.code)
            await until_it_is_back(lambda: self._pool.execute(GIVEN_UP, *place, *letter), what="give_up")
            return True
        pause = float(2 ** row["attempts"])
        await until_it_is_back(lambda: self._pool.execute(PUT_OFF, *place, pause), what="put_off")
        return False


def _observe(row: dict[str, Any], outcome: str, began: float) -> None:
    metrics.DELIVERY.labels(row["channel_kind"], outcome).observe(perf_counter() - began)
