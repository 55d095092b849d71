"""Carrying messages to people outside: a thread at a time, in order, each until taken or given up."""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping, Sequence
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
from .postgres import Pool, pairs, until_it_is_back
from .shares import Shares
from .together import Together

log = structlog.get_logger()

ATTEMPTS = 12  # their pauses double from a second on: given up after somewhat more than an hour
LEASE_SECONDS = 30  # longer than carrying one message takes: how long a thread waits for a worker that died
PLENTY = 2000  # threads under way from which on more are taken slowly: they are better off in the stream
SLOWLY = 0.1  # seconds between two batches then
MOST = 20_000  # threads under way in one process; of more than that the sweeper tells again
FIRST = """
select w.id, t.channel_id, first.is_due
from unnest($1::uuid[]) as w(id)
cross join lateral (
    select o.since <= now() as is_due from outbox o
    where o.thread_id = w.id and o.external order by o.seq limit 1
) as first
join thread t on t.id = w.id
"""
OPEN = """
select o.thread_id, o.seq, o.attempts, o.since <= now() as is_due,
       m.id, m.sender_kind, m.sender_id, m.body, m.created_at,
       b.name as sender_name, t.channel_id, t.person_id, c.kind as channel_kind
from unnest($1::uuid[]) as w(id)
cross join lateral (
    select * from outbox where thread_id = w.id and external order by seq limit 100
) as o
join message m on m.thread_id = o.thread_id and m.seq = o.seq
join thread t on t.id = o.thread_id
join channel c on c.id = t.channel_id
left join bot b on b.id = m.sender_id
order by o.thread_id, o.seq
"""
DELIVERED = """
with gone as (
    delete from outbox o using unnest($1::uuid[], $2::bigint[]) as d(thread_id, seq)
    where o.thread_id = d.thread_id and o.seq = d.seq
)
select d.thread_id, exists (
    select from outbox o where o.thread_id = d.thread_id and o.seq > d.seq and o.external) as is_more
from unnest($1::uuid[], $2::bigint[]) as d(thread_id, seq)
"""
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
RELEASE = """
for number, key in ipairs(KEYS) do
    if redis.call('get', key) == ARGV[number] then redis.call('del', key) end
end
"""

type Rows = list[dict[str, Any]]
type Lease = tuple[str, str]
"""Its key and its token."""


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
        self._room = asyncio.Event()
        self._firsts = Together(self._read_firsts)
        self._opens = Together(self._read_open)
        self._delivered = Together(self._forget)
        self._leases = Together(self._take)
        self._longer = Together(self._renew)
        self._releases = Together(self._give_back)

    async def take(self, thread_ids: Iterable[UUID]) -> None:
        """Begin with these as soon as there is room, or a little later: a channel that hangs stops nobody."""
        if len(self._under_way) >= PLENTY:
            self._room.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._room.wait(), SLOWLY)
        self.begin(thread_ids)

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
        if len(self._under_way) < PLENTY:
            self._room.set()
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
        first = await self._firsts.ask(thread_id)
        if first is not None and first["is_due"]:
            async with self._shares.place(first["channel_id"]):
                await self._deliver_alone(thread_id)

    async def _deliver_alone(self, thread_id: UUID) -> None:
        """Under a lease: two workers in one thread would deliver twice or out of order."""
        lease = f"delivering:{thread_id.hex}", uuid4().hex
        if not await self._leases.ask(lease):
            return
        try:
            while await self._deliver_open(thread_id, lease):
                pass
        finally:
            await self._release(lease)

    async def _release(self, lease: Lease) -> None:
        try:
            await self._releases.ask(lease)
        except RedisError as away:
            # The lease ends by itself.
            log.warning("lease_not_released", fault=type(away).__name__)

    async def _deliver_open(self, thread_id: UUID, lease: Lease) -> bool:
        """Deliver what is open now; False where nothing is left, or its turn comes later."""
        is_more = False
        for number, row in enumerate(await self._opens.ask(thread_id)):
            if number:
                await self._longer.ask(lease)
            if not row["is_due"]:
                return False
            gone = await self._deliver(row)
            if gone is None:
                return False
            is_more = gone
        return is_more

    # --- round trips that threads share

    async def _read_firsts(self, threads: Sequence[UUID]) -> Sequence[Mapping[str, Any] | None]:
        rows = await until_it_is_back(lambda: self._pool.fetch(FIRST, list(threads)), what="deliver")
        found = {row["id"]: row for row in rows}
        return [found.get(one) for one in threads]

    async def _read_open(self, threads: Sequence[UUID]) -> Sequence[Rows]:
        rows = await until_it_is_back(lambda: self._pool.fetch(OPEN, list(threads)), what="deliver")
        found: dict[UUID, Rows] = {one: [] for one in threads}
        for row in rows:
            found[row["thread_id"]].append(dict(row))
        return [found[one] for one in threads]

    async def _forget(self, places: Sequence[tuple[UUID, int]]) -> Sequence[bool]:
        """Whether there is more behind each."""
        columns = pairs(list(places), 2)
        rows = await until_it_is_back(lambda: self._pool.fetch(DELIVERED, *columns), what="delivered")
        found = {row["thread_id"]: row["is_more"] for row in rows}
        return [found[thread_id] for thread_id, _ in places]

    async def _take(self, leases: Sequence[Lease]) -> Sequence[bool]:
        pipeline: Any = self._redis.pipeline(transaction=False)
        for key, token in leases:
            pipeline.set(key, token, nx=True, ex=LEASE_SECONDS)
        return [bool(taken) for taken in await pipeline.execute()]

    async def _renew(self, leases: Sequence[Lease]) -> Sequence[bool]:
        pipeline: Any = self._redis.pipeline(transaction=False)
        for key, _ in leases:
            pipeline.expire(key, LEASE_SECONDS)
        return [bool(held) for held in await pipeline.execute()]

    async def _give_back(self, leases: Sequence[Lease]) -> Sequence[None]:
        keys, tokens = pairs(list(leases), 2)
        await self._redis.eval(RELEASE, len(keys), *keys, *tokens)
        return [None] * len(keys)

    async def _deliver(self, row: dict[str, Any]) -> bool | None:
        """Whether there is more behind it; None where it was put off, and the others wait with it."""
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
        return await self._delivered.ask(place)

    async def _put_off(self, row: dict[str, Any], refused: Undelivered) -> bool | None:
        """Later (None), or never: then the next may go."""
        place = (row["thread_id"], row["seq"])
        log.warning("not_delivered", thread=str(place[0]), seq=place[1], code=refused.code)
        if refused.final or row["attempts"] + 1 >= ATTEMPTS:
            letter = (uuid7(), row["sender_id"], refused.code)
            await until_it_is_back(lambda: self._pool.execute(GIVEN_UP, *place, *letter), what="give_up")
            return True
        pause = float(2 ** row["attempts"])
        await until_it_is_back(lambda: self._pool.execute(PUT_OFF, *place, pause), what="put_off")
        return None


def _observe(row: Mapping[str, Any], outcome: str, began: float) -> None:
    metrics.DELIVERY.labels(row["channel_kind"], outcome).observe(perf_counter() - began)
