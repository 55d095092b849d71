"""Conversations on the real servers, without the processes: what people say, and workers one can let act."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import msgspec
from redis.asyncio import Redis

from app.accounts.people import NewPerson, create_person
from app.authoring.exchange import create_from, parse, replace_with
from app.authoring.versions import Publication, publish
from app.channels.admission import Admission, Doors
from app.channels.announcer import Announcer
from app.channels.floor import Floor
from app.channels.pace import Limits
from app.channels.speech import First, Speech, said
from app.channels.web.gateway import Gateway
from app.kit.egress import EgressPolicy, GuardedClient, read_allow
from app.kit.ids import uuid7
from app.runtime.addresses import session_id, thread_id
from app.runtime.catalog import Catalog
from app.runtime.conversation import Conversations
from app.runtime.history import read_rows
from app.runtime.inbox import Accepted, InboxWriter
from app.runtime.outbox import Outbox
from app.runtime.performers import performers
from app.runtime.performing import Performing
from app.runtime.postgres import Pool, open_pool
from app.runtime.streams import ensure_groups
from app.sandbox import Sandbox
from app.settings import Settings
from app.storage.database import Database

ECHO: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Echo",
    "first_step": "open",
    "groups": [
        {
            "id": "counts",
            "set": [{"variable": "session.n", "op": "add", "value": 1}],
            "connections": [{"id": "on", "to": "echo"}],
        }
    ],
    "steps": [
        {"id": "open", "message": {"text": "Say something."}, "groups": [{"id": "waits"}]},
        {
            "id": "echo",
            "message": {"text": "{$session.n$}: {$message.text$}"},
            "groups": [{"id": "never"}],
        },
    ],
}
"""Answers "n: text", n counting what it heard in this conversation."""


def bot_document(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A bot of these steps that begins at the first."""
    head = {"dbcv": 1, "kind": "bot", "name": "Bot", "first_step": steps[0]["id"]}
    return {**head, "steps": list(steps), **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One person in one channel, talking to `admission.bot_id`."""

    world: "World"
    admission: Admission

    @property
    def session_id(self) -> UUID:
        one = self.admission
        assert one.bot_id is not None
        return session_id(one.channel_id, one.person_id, one.bot_id)

    @property
    def thread_id(self) -> UUID:
        return self.admission.thread_id

    def with_bot(self, bot_id: UUID) -> "Chat":
        """The same person in the same channel, talking to another bot there."""
        return replace(self, admission=replace(self.admission, bot_id=bot_id))

    async def say(self, text: str, *, external_id: str | None = None, floor: Floor | None = None) -> Accepted:
        speech = Speech(text=text, external_id=external_id)
        return await (floor or self.world.floor).say(self.admission, speech)

    async def say_at_once(self, *texts: str) -> None:
        """In this order, written together."""
        messages = [said(Speech(text=text), self.admission) for text in texts]
        writer = InboxWriter(self.world.pool)
        await asyncio.gather(*(writer.accept(message) for message in messages))

    async def start(self, *, restart: bool = False) -> bool:
        return await self.world.floor.start(self.admission, First(restart=restart))

    async def rows(self) -> list[dict[str, Any]]:
        return await read_rows(self.world.pool, self.thread_id, 0, 5000)

    async def replies(self, bot_id: UUID | None = None) -> list[str]:
        """What the bot has said, in order of number."""
        wanted = bot_id or self.admission.bot_id
        return [text_of(row) for row in await self.rows() if row["sender_id"] == wanted]

    async def waiting(self) -> int:
        """Open events of the conversation."""
        return await self.world.value("select count(*) from inbox where session_id = $1", self.session_id)

    async def state(self) -> dict[str, Any]:
        return msgspec.json.decode(
            await self.world.value("select state from session where id = $1", self.session_id)
        )


def text_of(row: dict[str, Any]) -> str:
    return msgspec.json.decode(row["body"])["text"]


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker that looks at what it is told to, when it is told to."""

    conversations: Conversations
    performing: Performing

    async def wake(self, session_ids: Sequence[UUID]) -> None:
        await self.conversations.handle(session_ids)


class World:
    """A workspace with bots and channels; workers act only when they are told to."""

    def __init__(self, dsn: str, redis_url: str, pool: Pool, redis: Redis) -> None:
        self.dsn = dsn
        self.redis_url = redis_url
        self.pool = pool
        self.redis = redis
        self.database = Database(
            Settings(_env_file=None, database_url=dsn, db_pool_size=2, db_max_overflow=2)
        )
        self.announcers: list[Announcer] = []
        self.floor = self.make_floor()
        self.author: UUID
        self.workspace: UUID

    async def begin(self) -> None:
        async with self.database.unit_of_work() as work:
            address = f"{uuid4().hex[:12]}@example.org"
            person = await create_person(work, NewPerson(email=address, password_hash="-", role="DEVELOPER"))
            self.author = person.id
        self.workspace = await self.value("select id from workspace where personal_of = $1", self.author)

    def make_floor(self, *, backlog: int = 1000, queue: int = 0) -> Floor:
        """A door of its own, as another API process has."""
        announcer = Announcer(self.redis, Gateway(self.pool, self.redis))
        self.announcers.append(announcer)
        writer = InboxWriter(self.pool)
        limits = Limits(backlog=backlog, queue=queue)
        return Floor(Doors(self.pool), writer, announcer, pool=self.pool, limits=limits)

    async def all_told(self) -> None:
        """Return when what was said so far is announced."""
        for announcer in self.announcers:
            await announcer.finish()

    # --- bots and channels

    async def bot(self, document: dict[str, Any]) -> UUID:
        """A published bot."""
        async with self.database.unit_of_work() as work:
            bot = await create_from(work, self.workspace, parse(document))
            await publish(work, bot.id, Publication(author_id=self.author))
            return bot.id

    async def publish(self, bot_id: UUID, document: dict[str, Any], sessions: Any) -> None:
        async with self.database.unit_of_work() as work:
            await replace_with(work, bot_id, parse(document))
            await publish(work, bot_id, Publication(author_id=self.author, sessions=sessions))

    async def chat(
        self, *bots: UUID, kind: str = "web", is_group: bool = False, channel: UUID | None = None
    ) -> Chat:
        """Somebody new in a channel, a new one unless given; they talk to the first bot."""
        place = channel or await self.channel(bots[0], kind=kind, is_group=is_group)
        person = uuid7()
        await self.pool.execute("insert into anonymous_user (id) values ($1)", person)
        return Chat(
            world=self,
            admission=Admission(
                channel_id=place,
                workspace_id=self.workspace,
                kind=kind,
                name="Here",
                thread_id=thread_id(place, person, is_group=is_group),
                reader_id=None if is_group else person,
                person_id=person,
                person_kind="anonymous",
                person_name=None,
                bot_id=bots[0],
                bots=frozenset(bots),
                is_public=True,
                allowed_origins=(),
            ),
        )

    async def channel(self, bot_id: UUID, *, kind: str = "web", is_group: bool = False) -> UUID:
        return await self.pool.fetchval(
            "insert into channel (id, workspace_id, name, kind, is_public, is_group, default_bot_id)"
            " values ($1, $2, 'Here', $3, true, $4, $5) returning id",
            *(uuid7(), self.workspace, kind, is_group, bot_id),
        )

    # --- workers

    @asynccontextmanager
    async def worker(
        self,
        *,
        allow: str = "127.0.0.1",
        registry: dict[type, Any] | None = None,
        sandbox: Sandbox | None = None,
    ) -> AsyncIterator[Worker]:
        """A worker without a stream to read; what it has begun to perform is finished on leaving."""
        client = GuardedClient(EgressPolicy(allow=read_allow((allow,))))
        performing = Performing(self.pool, self.redis, registry or performers(egress=client))
        parts = (self.pool, Catalog(self.pool), Outbox(self.redis), performing)
        yield Worker(Conversations(*parts, sandbox), performing)
        await performing.finish(10.0)

    async def handle(self, *chats: Chat) -> None:
        """A new worker handles these conversations."""
        async with self.worker() as worker:
            await worker.conversations.handle([chat.session_id for chat in chats])

    async def woken(self, stream: str = "user_messages") -> list[UUID]:
        """The ids of every wake-up in the stream, oldest first."""
        entries = await self.redis.xrange(stream)
        return [UUID(value.decode()) for _, fields in entries for value in fields.values()]

    # --- looking and disturbing

    async def value(self, query: str, *args: Any) -> Any:
        return await self.pool.fetchval(query, *args)

    async def rows(self, query: str, *args: Any) -> list[Any]:
        return await self.pool.fetch(query, *args)

    async def execute(self, query: str, *args: Any) -> None:
        await self.pool.execute(query, *args)


@asynccontextmanager
async def open_world(dsn: str, redis_url: str) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        pool = await open_pool(dsn, size=8)
        stack.push_async_callback(pool.close)
        redis = Redis.from_url(redis_url)
        stack.push_async_callback(redis.aclose)
        await redis.flushall()
        await ensure_groups(redis)
        world = World(dsn, redis_url, pool, redis)
        stack.push_async_callback(world.database.close)
        stack.push_async_callback(world.all_told)
        await world.begin()
        yield world


def texts(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [text_of(row) for row in rows]


def are_rising(rows: Sequence[dict[str, Any]]) -> bool:
    """Each number once and in order; a turn that was not committed may have left a gap."""
    return numbers(rows) == sorted(set(numbers(rows)))


def numbers(rows: Sequence[dict[str, Any]]) -> list[int]:
    return [row["seq"] for row in rows]
