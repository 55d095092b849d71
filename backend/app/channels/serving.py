"""The channels' part of an API process: wired once it has started, closed when it ends."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from redis.asyncio import Redis

from app.accounts.verify import TokenVerifier
from app.kit.sealing import Sealer
from app.runtime.agreed_time import agreed_time
from app.runtime.changes import Changes
from app.runtime.inbox import InboxWriter
from app.runtime.postgres import Pool, open_pool
from app.runtime.workers import running
from app.settings import Settings

from .admission import Doors
from .announcer import Announcer
from .asgi import App
from .cors import ChannelOrigins
from .faces import Faces
from .floor import Floor
from .pace import Limits
from .parts import ChannelParts
from .web.gateway import Gateway
from .web.hot_path import HotPath
from .web.open_sockets import SocketRules
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
    listening = Redis.from_url(settings.redis_url.get_secret_value(), socket_connect_timeout=2)
    gateway = Gateway(pool, listening)
    announcer = Announcer(needs.redis, gateway)
    changes = Changes(needs.redis)
    doors = Doors(pool, tell=changes.tell)
    faces = Faces(pool)
    limits = Limits(
        backlog=settings.message_backlog,
        queue=settings.queue_limit,
        rate=settings.message_rate,
        burst=settings.message_burst,
        size=settings.message_max_bytes,
    )
    floor = Floor(doors, InboxWriter(pool), announcer, pool=pool, limits=limits)
    socket = ChannelSocket(gateway, doors, needs.verifier, floor, rules=_rules(settings))

    def forget(changed_id: UUID | None) -> None:
        if changed_id is None:
            doors.forget_all()
        else:
            doors.forget(changed_id)
        faces.forget(changed_id)
        socket.recheck(changed_id)

    gateway.on_change(forget)
    parts = ChannelParts(
        pool=pool, doors=doors, faces=faces, floor=floor, changes=changes, sealer=needs.sealer
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
        async with agreed_time(pool), running(gateway.run(), gateway.roll.run()):
            yield Served(app=hot, parts=parts, pool=pool)
            await announcer.finish()
            await floor.finish()
    finally:
        unregister()
        socket.stop_looking()
        await listening.aclose()
        await pool.close()


def _rules(settings: Settings) -> SocketRules:
    return SocketRules(
        everywhere=settings.own_origins,
        of_person=settings.sockets_per_person,
        of_address=settings.sockets_per_address,
        trusted=settings.trusted_networks,
    )
