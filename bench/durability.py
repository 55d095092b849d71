"""What the servers promise to keep, asked of the servers themselves."""

import asyncpg
from redis.asyncio import Redis

POSTGRES = ("fsync", "synchronous_commit", "full_page_writes", "server_version")
VALKEY = ("appendonly", "appendfsync")


async def durability(database_url: str, redis_url: str) -> dict[str, str]:
    """The settings in force for a new connection, e.g. `fsync: on`."""
    database = await asyncpg.connect(database_url)
    try:
        rows = await database.fetch(
            "select name, setting from pg_settings where name = any($1)", list(POSTGRES)
        )
    finally:
        await database.close()
    async with Redis.from_url(redis_url, decode_responses=True) as redis:
        kept = await redis.config_get(*VALKEY)
    return {row["name"]: row["setting"] for row in rows} | kept
