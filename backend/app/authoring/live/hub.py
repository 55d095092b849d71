"""The news of the bots that are open in this process, from Redis to whoever has them open."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.kit.subscription import heard
from app.runtime.live import WATCH_SECONDS, live_channel, watch

from ..proposals.news import ProposalNews
from .news import CHANGED, MISSED, PROPOSALS, News, of_proposal, read_news

log = structlog.get_logger()

KEEP = "live"  # a channel that is always subscribed: a subscription without channels cannot listen
SILENCE = 20.0  # seconds after which the connection is asked whether it is still there

type Hear = Callable[[News], None]


class Hub:
    """One an API process. `hear` gets each piece of news, and MISSED after an interruption."""

    def __init__(self, redis: Redis, publisher: Redis, *, quiet: float = SILENCE) -> None:
        self._redis = redis
        self._quiet = quiet
        self._publisher: Any = publisher
        self._open: dict[UUID, set[Hear]] = {}
        self._published: Any = None

    async def tell(self, bot_id: UUID, news: dict[str, Any]) -> None:
        """Everybody who has the bot open, in any process."""
        try:
            await self._publisher.publish(live_channel(bot_id), msgspec.json.encode(news))
        except (RedisError, OSError) as away:
            log.warning("news_untold", fault=type(away).__name__)

    async def enter(self, bot_id: UUID, hear: Hear) -> Callable[[], Awaitable[None]]:
        """Hear of the bot from now on; the answer ends it."""
        first = bot_id not in self._open
        self._open.setdefault(bot_id, set()).add(hear)
        if first:
            await self._quietly(self._subscribe(bot_id))

        async def leave() -> None:
            there = self._open.get(bot_id, set())
            there.discard(hear)
            if not there and self._open.pop(bot_id, None) is not None and self._published is not None:
                await self._quietly(self._published.unsubscribe(live_channel(bot_id)))

        return leave

    async def _subscribe(self, bot_id: UUID) -> None:
        if self._published is not None:
            await self._published.subscribe(live_channel(bot_id))
        await watch(self._publisher, [bot_id])

    async def _quietly(self, doing: Awaitable[None]) -> None:
        """Where Redis is away there is no news; `run` subscribes anew when it is back."""
        try:
            await doing
        except (RedisError, OSError) as away:
            log.warning("hub_away", fault=type(away).__name__)

    async def run(self) -> None:
        """Runs as long as the API does."""
        pause = 0.1
        while True:
            try:
                async with self._redis.pubsub() as published:
                    await published.subscribe(KEEP, *map(live_channel, self._open))
                    self._published = published
                    async for message in heard(published, self._quiet):
                        pause = 0.1
                        self._take(message)
            except (RedisError, OSError, TimeoutError) as away:
                log.warning("hub_away", fault=type(away).__name__)
            finally:
                self._published = None
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0)

    async def keep_watching(self) -> None:
        """Runs beside it: the workers go on telling as long as somebody has the bot open."""
        while True:
            if self._open:
                await self._quietly(watch(self._publisher, list(self._open)))
            await asyncio.sleep(WATCH_SECONDS / 3)

    def _take(self, message: dict[str, Any]) -> None:
        """Subscribed, perhaps again: the client reconnects by itself, and what was said meanwhile is lost."""
        if message["type"] == "message":
            self._hand_on(message["channel"], message["data"])
        elif message["type"] == "subscribe" and message["channel"] == KEEP.encode():
            self._to_all(MISSED)

    def drafts_changed(self, bot_id: UUID | None) -> None:
        """Told by the database; None: perhaps those of all bots."""
        if bot_id is None:
            self._to_all(CHANGED)
            return
        for hear in tuple(self._open.get(bot_id, ())):
            hear(CHANGED)

    def proposal_changed(self, told: ProposalNews | None) -> None:
        """Told by the database; None: perhaps those of all bots."""
        if told is None:
            self._to_all(PROPOSALS)
            return
        for hear in tuple(self._open.get(told.bot_id, ())):
            hear(of_proposal(told))

    def _hand_on(self, channel: bytes, payload: bytes) -> None:
        try:
            bot_id = UUID(channel.decode().removeprefix("live:"))
            news = read_news(payload)
        except (ValueError, msgspec.DecodeError):
            log.warning("news_unreadable")
            return
        for hear in tuple(self._open.get(bot_id, ())):
            hear(news)

    def _to_all(self, news: News) -> None:
        for hearing in self._open.values():
            for hear in tuple(hearing):
                hear(news)
