"""Floor iii, the edge: HTTP in → XADD `in`; XREAD `out` → the WebSocket of the slot."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from redis.asyncio import Redis

from bench.floor.message import Message

sockets: dict[str, WebSocket] = {}


async def send(slot: str, body: str) -> None:
    if socket := sockets.get(slot):
        with suppress(WebSocketDisconnect, RuntimeError):
            await socket.send_text(body)


async def deliver(redis: Redis) -> None:
    last = "0"
    while True:
        for _, replies in await redis.xread({"out": last}, count=500, block=4000) or []:
            last = replies[-1][0]
            for _, fields in replies:
                await send(fields["slot"], fields["body"])


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    url = os.environ["REDIS_URL"]
    inbound, outbound = (Redis.from_url(url, decode_responses=True) for _ in range(2))
    async with inbound, outbound:
        app.state.redis = inbound
        delivery = asyncio.create_task(deliver(outbound))
        yield
        delivery.cancel()
        with suppress(asyncio.CancelledError):
            await delivery


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, bool]:
    return {"ok": True}


@app.post("/bot", status_code=202)
async def bot(message: Message) -> dict[str, str]:
    fields = {"u": message.sender, "n": message.name, "t": message.text, "s": message.slot}
    return {"id": await app.state.redis.xadd("in", fields, maxlen=100_000, approximate=True)}


@app.websocket("/ws/{slot}")
async def replies(socket: WebSocket, slot: str) -> None:
    await socket.accept()
    sockets[slot] = socket
    with suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.receive_text()
    if sockets.get(slot) is socket:
        del sockets[slot]
