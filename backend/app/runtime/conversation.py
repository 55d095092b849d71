"""The one loop: load, advance, commit, publish, perform."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from uuid import UUID

import structlog
from redis.exceptions import RedisError

from app.kit import clock

from . import metrics
from .catalog import Catalog
from .code import Runs
from .commit import Committed, Outcome, commit
from .dead_letters import count_failure
from .drain import Drain, Drained, Poisoned
from .fair_share import PATIENCE, FairShare
from .late import Late
from .loading import Loaded, load
from .outbox import Also, Outbox, forget
from .performing import Performing
from .postgres import DATA_FAULTS, Pool, until_it_is_back
from .streams import USER_MESSAGES, add_wakes

log = structlog.get_logger()

PUT_OFF = Drained(outcome=None, is_put_off=True)

EVENTS = 100  # of one session handled before others have their turn
LEAST_PAUSE = 0.02  # seconds between two looks at what was set aside; as long as the look took in any case
WITHOUT_PAUSE = 0.02  # seconds of turns before the rest of the process has its turn
IDLE_FORGET = 0.5  # seconds after which delivered rows go without waiting for another commit


class Conversations:
    """Handles what waits for sessions. One `handle` at a time; workers share the load by their group."""

    def __init__(
        self,
        pool: Pool,
        catalog: Catalog,
        outbox: Outbox,
        performing: Performing,
        sandbox: Runs | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._pool = pool
        self._catalog = catalog
        self._outbox = outbox
        self._performing = performing
        self._share = FairShare()
        self._taken_up: list[UUID] = []
        self._alone = asyncio.Lock()
        self._late = Late(self._alone, self._finish_late, self._look)

    async def handle(self, session_ids: Sequence[UUID], also: Also | None = None) -> None:
        """Advance these sessions by what waits for them; one with very much has its next turn after others.

        Those of a bot whose turns are expensive are set aside for `catch_up`. `also` adds to the last
        pipeline to Redis what has to be said there too.
        """
        async with self._alone:
            if also is not None:
                self._outbox.say_also(also)
            try:
                await self._advance(self._late.others(self._share.others(session_ids)))
            except BaseException:
                self._outbox.say_nothing()
                raise
            await self._say_rest()

    async def catch_up(self) -> None:
        """Runs as long as the worker does: what was set aside, a little at a time and with pauses."""
        while True:
            self._taken_up = await self._share.next()
            async with self._alone:
                began = monotonic()
                await self._advance(self._taken_up, is_aside=True)
                await self._say_rest()
                took = monotonic() - began
            self._taken_up = []
            await asyncio.sleep(max(took, LEAST_PAUSE))

    async def hand_back(self) -> None:
        """What is still set aside is for another worker, what was cut off in `catch_up`, and what is late."""
        await self._late.stop()
        async with self._alone:
            left = sorted({*self._late.take_all(), *self._share.take_all(), *self._taken_up})
            if left:
                self._outbox.say_also(lambda pipeline: add_wakes(pipeline, USER_MESSAGES, left))
                await self._say_rest()

    async def _advance(self, waiting: list[UUID], *, is_aside: bool = False) -> None:
        while waiting:
            loaded = await until_it_is_back(
                lambda ids=waiting: load(self._pool, ids, events=EVENTS), what="load"
            )
            drained = await self._drain(loaded, is_aside=is_aside)
            waiting = self._late.others(await self._settle(loaded, drained))

    async def _settle(self, loaded: list[Loaded], drained: list[Drained]) -> list[UUID]:
        """Commit what came of it; the sessions to be handled once more."""
        outcomes = [one.outcome for one in drained if one.outcome]
        is_all = not any(one.poison for one in drained)
        lost = await self._commit(outcomes, loaded, is_all=is_all)
        again = await self._count_poison(drained)
        put_off = {one.id for one, result in zip(loaded, drained, strict=True) if result.is_put_off}
        if unfinished := _unfinished(loaded, drained) - lost - again - put_off:
            self._outbox.say_also(lambda pipeline: add_wakes(pipeline, USER_MESSAGES, unfinished))
        return sorted((lost | again) - put_off)

    async def _finish_late(self, loaded: Loaded, drained: Drained) -> None:
        """Commit a session that had left its batch."""
        _observe(loaded, drained)
        self._share.spend(loaded.bot_id, drained.spent)
        if drained.is_put_off:
            self._share.set_aside(loaded.bot_id, loaded.id)
        await self._look(await self._settle([loaded], [drained]))

    async def _look(self, session_ids: Sequence[UUID]) -> None:
        """At those that waited for late ones."""
        await self._advance(self._late.others(session_ids))
        await self._say_rest()

    async def _drain(self, loaded: list[Loaded], *, is_aside: bool) -> list[Drained]:
        """Leases are renewed and servers answered in this process too: heavy turns let them have theirs."""
        drained: list[Drained] = []
        begun = monotonic()
        spent = 0.0
        for one in loaded:
            is_over = spent > PATIENCE if is_aside else self._share.is_over(one.bot_id)
            result = PUT_OFF if is_over else await self._late.drained(one, self._begun(one))
            drained.append(result)
            _observe(one, result)
            spent += result.spent
            self._share.spend(one.bot_id, result.spent)
            if result.is_put_off:
                self._share.set_aside(one.bot_id, one.id)
            if monotonic() - begun > WITHOUT_PAUSE:
                await asyncio.sleep(0)
                begun = monotonic()
        return drained

    def _begun(self, loaded: Loaded) -> Drain:
        return Drain(loaded, self._catalog, self._sandbox)

    async def _commit(
        self, outcomes: list[Outcome], loaded: list[Loaded], *, is_all: bool = False
    ) -> set[UUID]:
        if not outcomes:
            return set()
        at = clock.now()
        try:
            committed = await self._write(outcomes, at)
        except DATA_FAULTS as fault:
            return await self._commit_singly(outcomes, loaded, fault)
        await self._tell(outcomes, loaded, committed, at, is_all=is_all and not committed.lost)
        return set(committed.lost)

    async def _write(self, outcomes: list[Outcome], at: datetime) -> Committed:
        delivered = self._outbox.take_delivered()
        try:
            with metrics.COMMIT.time():
                committed = await until_it_is_back(
                    lambda: commit(self._pool, outcomes, delivered, at), what="commit"
                )
        except BaseException:
            self._outbox.return_delivered(delivered)
            raise
        metrics.LOST.inc(len(committed.lost))
        metrics.EVENTS.inc(sum(len(one.done) for one in outcomes if one.session_id not in committed.lost))
        return committed

    async def _commit_singly(
        self, outcomes: list[Outcome], loaded: list[Loaded], fault: Exception
    ) -> set[UUID]:
        """One of them holds what the database refuses: find it, and let the others pass."""
        if len(outcomes) == 1:
            return await self._commit_first(outcomes[0], loaded, fault)
        again: set[UUID] = set()
        for outcome in outcomes:
            again |= await self._commit([outcome], loaded)
        return again

    async def _commit_first(self, outcome: Outcome, loaded: list[Loaded], fault: Exception) -> set[UUID]:
        """Its first event alone: that one is to blame, or the others have another try without it."""
        if len(outcome.done) == 1:
            poison = Poisoned(outcome.session_id, outcome.done[0])
            poison.__cause__ = fault
            return await self._count_poison([Drained(outcome=None, poison=poison)])
        here = next(one for one in loaded if one.id == outcome.session_id)
        first = (await self._late.drained(here, self._begun(here), before=outcome.done[1])).outcome
        if first is not None:
            await self._commit([first], loaded)
        return {outcome.session_id}

    async def _tell(
        self,
        outcomes: list[Outcome],
        loaded: list[Loaded],
        committed: Committed,
        at: datetime,
        *,
        is_all: bool,
    ) -> None:
        """`is_all`: with these the whole batch is handled, and can be acknowledged."""
        names = {one.bot_id: one.bot["name"] for one in loaded}
        try:
            await self._outbox.publish(outcomes, names, committed, at, is_all=is_all)
        except RedisError as away:
            # The outbox rows stay; the sweeper hands them on.
            log.warning("publish_failed", fault=type(away).__name__)
        for outcome in outcomes:
            if outcome.session_id not in committed.lost:
                self._performing.begin(outcome.awaited)

    async def _say_rest(self) -> None:
        try:
            await self._outbox.say_rest()
        except RedisError as away:
            # Wake-ups that are not acknowledged come again, and find nothing.
            log.warning("acknowledge_failed", fault=type(away).__name__)

    async def _count_poison(self, drained: list[Drained]) -> set[UUID]:
        """The sessions to try again at once, with every poisonous event counted."""
        again: set[UUID] = set()
        for poison in [one.poison for one in drained if one.poison]:
            cause = poison.__cause__ or poison
            metrics.FAILED.inc()
            log.error(
                "event_failed", session=str(poison.session_id), row=poison.row, fault=type(cause).__name__
            )
            await until_it_is_back(
                lambda poison=poison, cause=cause: count_failure(
                    self._pool, poison.session_id, poison.row, cause
                ),
                what="count_failure",
            )
            again.add(poison.session_id)
        return again

    async def forget_delivered(self) -> None:
        """Runs as long as the worker does: delivered rows do not wait for another commit for ever."""
        while True:
            await asyncio.sleep(IDLE_FORGET)
            await self.forget_now()

    async def forget_now(self) -> None:
        delivered = self._outbox.take_delivered()
        await until_it_is_back(lambda: forget(self._pool, delivered), what="forget_delivered")


def _observe(loaded: Loaded, drained: Drained) -> None:
    """Of those that had their turn: what was put off, and what is late, is counted when its time comes."""
    if drained.outcome is not None:
        metrics.QUEUE_WAIT.observe(max(0.0, clock.now().timestamp() - loaded.since.timestamp()))
        metrics.TURN.observe(drained.spent)


def _unfinished(loaded: list[Loaded], drained: list[Drained]) -> set[UUID]:
    """Sessions that had more waiting than is handled at once."""
    return {
        one.id
        for one, result in zip(loaded, drained, strict=True)
        if not one.is_all and result.outcome is not None
    }
