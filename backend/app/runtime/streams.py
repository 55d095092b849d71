"""Every stream there is. A stream only says "look there": the truth is in PostgreSQL, and a wake-up that is
lost, repeated or late does no harm.

    user_messages   user_group        {session}        a session has open events       → user workers
    effects         effect_group      {command}        a command's lease ran out       → user workers
    bot_messages    bot_group         {thread}         a thread has messages to carry  → bot workers
    emitter         scheduler_group   {emitter}        an emitter or cron was changed  → the clock

Each has `<name>:dead` for wake-ups that were delivered too often. Ids are hex texts.
"""

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from msgspec import Struct
from redis.asyncio import Redis
from redis.exceptions import ResponseError

MAX_LENGTH = (
    200_000  # of a stream: beyond it the oldest wake-ups go, and the sweeper finds what they stood for
)
# A script costs the client one command where a transaction would cost it one an id.
WAKE = """
for at = 3, #ARGV do
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', ARGV[2], ARGV[at])
end
"""
BATCH = 100
BUSY = 2000  # wake-ups unread: the workers have enough to do, and among it what a sweep would find


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream, the one group that reads it, and the field that carries the id."""

    name: str
    group: str
    field: str

    @property
    def dead(self) -> str:
        return f"{self.name}:dead"


USER_MESSAGES = Stream("user_messages", "user_group", "session")
EFFECTS = Stream("effects", "effect_group", "command")
BOT_MESSAGES = Stream("bot_messages", "bot_group", "thread")
EMITTER = Stream("emitter", "scheduler_group", "emitter")
STREAMS = (USER_MESSAGES, EFFECTS, BOT_MESSAGES, EMITTER)


def consumer_name() -> str:
    """Unique for every process, also after a restart under the same pid."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:8]}"


class Wakes(Struct, frozen=True):
    """A batch of wake-ups: the ids they carry, and what has to be acknowledged once they are dealt with."""

    stream: Stream
    ids: list[UUID]
    entries: tuple[bytes, ...]

    def add_acks(self, pipeline: Any) -> None:
        """Acknowledge the batch as part of a caller's pipeline."""
        pipeline.xack(self.stream.name, self.stream.group, *self.entries)


async def ensure_groups(redis: Redis) -> None:
    """Make the groups from the stream's beginning: one made at its end would never see what came before.

    Those that are there are left alone: a full server refuses to make one before it looks for it.
    """
    for stream in STREAMS:
        if any(group["name"] == stream.group.encode() for group in await _groups(redis, stream)):
            continue
        try:
            await redis.xgroup_create(stream.name, stream.group, id="0", mkstream=True)
        except ResponseError as refused:
            if "BUSYGROUP" not in str(refused):
                raise


async def wake(redis: Redis, stream: Stream, ids: Iterable[UUID]) -> None:
    """One wake-up an id, in one round trip and at once: a worker wakes at the first it sees, and what comes
    after that waits for a whole batch."""
    script: Any = redis.register_script(WAKE)
    await script(keys=[stream.name], args=[MAX_LENGTH, stream.field, *(one.hex for one in ids)])


def add_wakes(pipeline: Any, stream: Stream, ids: Iterable[UUID]) -> None:
    """The same as part of a caller's pipeline, one after another."""
    for one in ids:
        pipeline.xadd(stream.name, {stream.field: one.hex}, maxlen=MAX_LENGTH, approximate=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Of a group: wake-ups it has not read yet, has read and not dealt with, and has read in all."""

    unread: int = 0
    pending: int = 0
    read: int = 0


async def backlog_of(redis: Redis, stream: Stream) -> Backlog:
    """Nothing where the stream or its group is not there; what Redis cannot tell counts as nothing."""
    for group in await _groups(redis, stream):
        if group["name"] == stream.group.encode():
            return Backlog(
                unread=group.get("lag") or 0,
                pending=group["pending"],
                read=group.get("entries-read") or 0,
            )
    return Backlog()


async def _groups(redis: Redis, stream: Stream) -> Any:
    try:
        return await redis.xinfo_groups(stream.name)
    except ResponseError:
        return []


def ids_of(stream: Stream, entries: Iterable[Any]) -> list[UUID]:
    """The ids in a batch, each once; what is no id is passed over, since it can stand for nothing."""
    found: dict[UUID, None] = {}
    for entry in entries:
        try:
            found[UUID(entry[stream.field])] = None
        except (ValueError, TypeError, LookupError, AttributeError):
            continue
    return list(found)
