"""A backup that an older DBCV made: it is restored as it was, and then brought up to date."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from archives import part

from app.storage.history import known_revisions, newest_revisions
from cli.commanding import dbcv
from conversing import ECHO, open_world
from servers import run_sql

_HISTORY = Config(Path(__file__).parents[2] / "backend" / "alembic.ini")
(NEWEST,) = newest_revisions()
OLDER = sorted(known_revisions() - {NEWEST})


@pytest.mark.parametrize("revision", OLDER)
async def test_a_backup_of_an_older_schema_goes_on_in_this_one(source, place, elsewhere, redis_url, revision):
    async with open_world(source, redis_url) as before:
        chat = await before.chat(await before.bot(ECHO))
        await chat.start()
        await before.handle(chat)
        await chat.say("one")
    await asyncio.to_thread(command.downgrade, _HISTORY, revision)
    assert (await asyncio.to_thread(dbcv, "backup", "a.tar"))[0] == 0
    assert part(place / "a.tar", "dbcv-backup.json")["revision"] == revision

    url = elsewhere()
    code, _, complaint = await asyncio.to_thread(dbcv, "restore", "a.tar")

    assert (code, complaint) == (0, "")
    assert run_sql(url, "select version_num from alembic_version") == NEWEST
    async with open_world(url, redis_url) as after:
        chat = replace(chat, world=after)
        await after.handle(chat)
        assert await chat.replies() == ["Say something.", "1: one"]
