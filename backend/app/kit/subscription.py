"""Listening to Redis, where a server that has gone silent is noticed."""

from collections.abc import AsyncGenerator
from typing import Any

from redis.asyncio.client import PubSub
from redis.exceptions import ConnectionError as Disconnected


async def heard(published: PubSub, quiet: float) -> AsyncGenerator[dict[str, Any]]:
    """Every message; after `quiet` seconds without one it asks, after as many without an answer it raises
    ConnectionError: of a peer that is gone without a word TCP itself says nothing for many minutes."""
    asked = False
    while True:
        message = await published.get_message(timeout=quiet)
        if message is not None:
            asked = False
            yield message
        elif asked:
            raise Disconnected("the server has gone silent")
        else:
            await published.ping()
            asked = True
