"""What the database notes by itself comes back as it was, and is noted no second time."""

import asyncio

from archives import told

from cli.commanding import dbcv
from conversing import ECHO
from schedule.clocks import Authors, subscribe
from servers import run_sql


async def test_what_triggers_noted_comes_back_as_it_was(world, place, elsewhere):
    authors = Authors(world, await world.bot(ECHO))
    channel = await world.channel(authors.bot_id)
    await authors.emit({"date": {"variable": "user.birthday"}})
    await subscribe(world, channel, 5, birthday="2027-01-01")
    assert await world.value("select count(*) from person_change") >= 5
    before = await asyncio.to_thread(told, world.dsn)
    assert (await asyncio.to_thread(dbcv, "backup", "a.tar"))[0] == 0

    url = elsewhere()
    code, _, complaint = await asyncio.to_thread(dbcv, "restore", "a.tar")

    assert (code, complaint) == (0, "")
    assert await asyncio.to_thread(told, url) == before
    enabled = "select distinct tgenabled from pg_trigger where not tgisinternal"
    assert await asyncio.to_thread(run_sql, url, enabled) == "O"
