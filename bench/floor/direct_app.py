"""Floor ii: HTTP in, session in a Redis hash, both messages committed per turn, reply in the response."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI
from redis.asyncio import Redis

from bench.floor.message import Message
from bench.floor.quiz import answer

INSERT = "insert into message (uid, dir, body) values ($1, 'in', $2), ($1, 'out', $3)"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=8, max_size=16) as pool:
        app.state.redis, app.state.pool = redis, pool
        yield
    await redis.aclose()


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, bool]:
    return {"ok": True}


@app.post("/bot")
async def bot(message: Message) -> dict[str, str]:
    key = "sess:" + message.sender
    session = await app.state.redis.hgetall(key)
    reply = answer(session, message.name, message.text)
    await app.state.redis.hset(key, mapping=session)
    await app.state.pool.execute(INSERT, message.sender, message.text, reply)
    return {"reply": reply}
