"""The channels' part of an API process: wired once it has started, closed when it ends."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from redis.asyncio import Redis

from app.accounts.verify import TokenVerifier
from app.kit.sealing import Sealer
from app.runtime.inbox import InboxWriter
from app.runtime.postgres import Pool, open_pool
from app.runtime.workers import running
from app.settings import Settings

from .admission import Doors
from .announcer import Announcer
from .asgi import App
from .changes import Changes
from .cors import ChannelOrigins
from .floor import Floor
from .parts import ChannelParts
from .web.gateway import Gateway
from .web.hot_path import HotPath
from .web.socket import ChannelSocket


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """`app` answers everything: hot routes itself, the rest through the framework's app."""

    app: App
    parts: ChannelParts
    pool: Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the composition root plugs in."""

    settings: Settings
    redis: Redis
    verifier: TokenVerifier
    sealer: Sealer


@asynccontextmanager
async def serving(app: App, needs: Needs) -> AsyncGenerator[Served]:
    """Everything the channels need, for as long as the process serves."""
    settings = needs.settings
    pool = await open_pool(settings.postgres_dsn, size=settings.db_pool_size)
    listening = Redis.from_url(settings.redis_url.get_secret_value(), socket_timeout=None)
    gateway = Gateway(pool, listening)
    announcer = Announcer(needs.redis, gateway)
    doors = Doors(pool)
    floor = Floor(doors, InboxWriter(pool), announcer, pool=pool, backlog=settings.message_backlog)
    socket = ChannelSocket(gateway, doors, needs.verifier, floor, everywhere=settings.own_origins)

    def forget(changed_id: UUID) -> None:
        doors.forget(changed_id)
        socket.recheck(changed_id)

    gateway.on_change(forget)
    parts = ChannelParts(
        pool=pool, doors=doors, floor=floor, changes=Changes(needs.redis), sealer=needs.sealer
    )
    hot = HotPath(
        ChannelOrigins(app, pool, settings.own_origins),
        socket,
        floor,
        everywhere=settings.own_origins,
        limit=settings.message_max_bytes,
    )

    def revoke(person_id: UUID | None, sign_in_id: UUID | None) -> None:
        if person_id is None:
            doors.forget_all()
        else:
            doors.forget(person_id)
        socket.close_for(person_id, sign_in_id)

    unregister = needs.verifier.on_revoked(revoke)
    try:
        async with running(gateway.run(), gateway.count_gateways()):
            yield Served(app=hot, parts=parts, pool=pool)
            await announcer.finish()
    finally:
        unregister()
        await listening.aclose()
        await pool.close()
