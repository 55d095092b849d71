"""An installation of an older schema, in the middle of its conversations: brought up to date, they go on."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from app.storage.history import known_revisions, newest_revisions
from conversing import ECHO, World, open_world
from servers import run_sql

_BACKEND = Path(__file__).parents[2] / "backend"
_HISTORY = Config(_BACKEND / "alembic.ini")
OLDER = sorted(known_revisions() - newest_revisions())


@pytest.fixture
def history(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setenv("DATABASE_URL", database_url)
    return _HISTORY


async def talked(world: World):
    """Somebody who has been answered once, and has said more that nobody has looked at."""
    chat = await world.chat(await world.bot(ECHO))
    await chat.start()
    await chat.say("one")
    await world.handle(chat)
    await chat.say("two")
    return chat


@pytest.mark.parametrize("revision", OLDER)
async def test_conversations_go_on_after_an_upgrade(database_url, redis_url, history, revision):
    async with open_world(database_url, redis_url) as before:
        chat = await talked(before)
    await asyncio.to_thread(command.downgrade, history, revision)
    assert run_sql(database_url, "select version_num from alembic_version") == revision

    await asyncio.to_thread(command.upgrade, history, "head")

    async with open_world(database_url, redis_url) as after:
        chat = replace(chat, world=after)
        await after.handle(chat)
        await chat.say("three")
        await after.handle(chat)
        assert await chat.replies() == ["Say something.", "1: one", "2: two", "3: three"]
        assert await chat.waiting() == 0
