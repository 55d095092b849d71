"""Hearing from the database whose draft or proposal was changed, whichever process changed it."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import structlog

from ..changes.writing import NEWS_OF_DRAFTS
from ..proposals.news import NEWS_OF_PROPOSALS, ProposalNews

log = structlog.get_logger()

LOOK_EVERY = 5.0  # seconds between two looks whether the connection is still there

type Told = Callable[[UUID | None], None]
type Proposed = Callable[[ProposalNews | None], None]


async def listen_for_drafts(dsn: str, told: Told, proposed: Proposed) -> None:
    """Runs as long as the API does. `told(None)`, `proposed(None)`: something may have been missed."""
    pause = 0.1
    while True:
        try:
            connection: Any = await asyncpg.connect(dsn, timeout=5)
        except (OSError, asyncpg.PostgresError, TimeoutError) as away:
            log.warning("drafts_unheard", fault=type(away).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 2.0)
            continue
        pause = 0.1
        try:
            await _listen(connection, told, proposed)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as away:
            log.warning("drafts_unheard", fault=type(away).__name__)
        finally:
            connection.terminate()


async def _listen(connection: Any, told: Told, proposed: Proposed) -> None:
    await connection.add_listener(NEWS_OF_DRAFTS, lambda *heard: told(_bot_of(heard[-1])))
    await connection.add_listener(NEWS_OF_PROPOSALS, lambda *heard: proposed(_proposal_of(heard[-1])))
    told(None)
    proposed(None)
    while True:
        await asyncio.sleep(LOOK_EVERY)
        await connection.fetchval("select 1", timeout=5)


def _bot_of(payload: str) -> UUID | None:
    try:
        return UUID(payload)
    except ValueError:
        return None


def _proposal_of(payload: str) -> ProposalNews | None:
    try:
        return msgspec.json.decode(payload, type=ProposalNews)
    except msgspec.DecodeError:
        return None
