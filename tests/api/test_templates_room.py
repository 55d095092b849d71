"""How many templates a workspace may have, and that reading them holds up nobody."""

import json
import threading
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from authors import done, refused

from app.authoring.templates import known
from app.authoring.templates.limits import MOST_BYTES, MOST_VERSIONS
from app.engine import parse_document
from app.runtime.postgres import Pool, open_pool

TEMPLATE = {
    "dbcv": 1,
    "kind": "template",
    "id": "ask",
    "version": 1,
    "name": "Ask",
    "first_step": "a",
    "steps": [{"id": "a", "message": {"text": "?"}, "groups": [{"connections": [{"to": "end"}]}]}],
}
FILL = """
insert into template (id, workspace_id, key, version, document)
select gen_random_uuid(), $1::uuid, 'filler-' || n, 1, $3::json from generate_series(1, $2::int) n
"""


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    pool = await open_pool(database_url, size=1)
    yield pool
    await pool.close()


async def workspace_of(author, pool):
    return await pool.fetchval("select id from workspace where personal_of = $1", author.person.id)


async def keep(author, version: int = 1):
    return await author.call("POST", "/templates/import", content=json.dumps(TEMPLATE | {"version": version}))


async def test_a_workspace_has_room_for_so_many_versions(author, pool):
    await pool.execute(FILL, await workspace_of(author, pool), MOST_VERSIONS - 1, "{}")

    done(await keep(author), 201)
    answer = await keep(author, 2)

    assert refused(answer) == (409, "template:too_many")
    assert answer.json()["error"]["details"] == {"limit": MOST_VERSIONS, "bytes": MOST_BYTES}
    done(await keep(author), 200)


async def test_a_workspace_has_room_for_so_many_bytes(author, pool):
    large = json.dumps({"x": "x" * (MOST_BYTES - 100)})
    await pool.execute(FILL, await workspace_of(author, pool), 1, large)

    assert refused(await keep(author)) == (409, "template:too_many")


async def test_templates_that_are_read_for_the_first_time_hold_up_nobody_else(author, pool, monkeypatch):
    bot = (await author.import_bot())["id"]
    steps = [TEMPLATE["steps"][0] | {"id": f"s{number}"} for number in range(1500)]
    large = json.dumps(TEMPLATE | {"name": str(uuid4()), "steps": steps, "first_step": "s0"})
    await pool.execute(FILL, await workspace_of(author, pool), 4, large)
    read_on: list[int] = []

    def reading(source: str, kind: str) -> Any:
        read_on.append(threading.get_ident())
        return parse_document(source, kind)

    monkeypatch.setattr(known, "parse_document", reading)
    done(await author.call("GET", f"/bots/{bot}/inspect"))

    assert len(read_on) >= 4
    assert threading.get_ident() not in read_on, "the event loop has others to serve"
