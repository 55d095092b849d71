"""The live part of an API process: plugged in by the composition root."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

from fastapi import APIRouter, WebSocket
from redis.asyncio import Redis

from app.accounts.verify import TokenVerifier
from app.kit.errors import InvalidInput
from app.runtime.workers import running
from app.settings import Settings
from app.storage.database import Database

from .drafts import listen_for_drafts
from .hub import Hub
from .parts import LiveParts
from .people import People
from .seats import Seats
from .socket import Asked, BotSocket

router = APIRouter()

LARGEST_REVISION = 2**31 - 1


@asynccontextmanager
async def live(
    settings: Settings, redis: Redis, verifier: TokenVerifier, database: Database
) -> AsyncGenerator[LiveParts]:
    """Everything open editors need, for as long as the process serves."""
    listening = Redis.from_url(settings.redis_url.get_secret_value(), socket_connect_timeout=2)
    hub = Hub(listening, redis)
    side = (
        hub.run(),
        hub.keep_watching(),
        listen_for_drafts(settings.postgres_dsn, hub.drafts_changed, hub.proposal_changed),
    )
    try:
        async with running(*side):
            yield LiveParts(
                hub=hub,
                people=People(redis),
                seats=Seats(of_person=settings.sockets_per_person),
                verifier=verifier,
                database=database,
            )
    finally:
        await listening.aclose()


@router.websocket("/ws/bot")
async def bot_socket(
    socket: WebSocket,
    bot_id: str = "",
    after: str | None = None,
) -> None:
    """Changes behind revision `after`, then all that happens in the bot; the token is the subprotocol."""
    protocols: list[str] = socket.scope.get("subprotocols", [])
    token = protocols[1] if len(protocols) == 2 and protocols[0] == "bearer" else None
    await BotSocket(socket.app.state.live, socket, partial(_asked, bot_id, after)).serve(token)


def _asked(bot_id: str, after: str | None) -> Asked:
    """InvalidInput `api:invalid`: told on the socket, since who opens one sees no other answer."""
    faults: list[dict[str, str]] = []
    bot = _read(UUID, bot_id)
    if bot is None:
        faults.append({"path": "query.bot_id", "code": "uuid_parsing", "message": "This is not a UUID."})
    revision = None if after is None else _read(int, after)
    if after is not None and (revision is None or not 0 <= revision <= LARGEST_REVISION):
        faults.append({"path": "query.after", "code": "int_parsing", "message": "This is not a revision."})
    if bot is None or faults:
        raise InvalidInput("api:invalid", "The address has faulty parts.", fields=faults)
    return Asked(bot_id=bot, after=revision)


def _read[T](kind: Callable[[str], T], text: str) -> T | None:
    try:
        return kind(text)
    except ValueError:
        return None
