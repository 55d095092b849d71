"""Whoever is connected to a database is found before anything is put into it."""

import asyncio
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
import pytest

from cli.commanding import dbcv
from servers import run_sql


@pytest.fixture
def owned(elsewhere, monkeypatch: pytest.MonkeyPatch):
    """An empty database, whose owner may see little of what others do on the server."""
    url = elsewhere()
    place, role = urlsplit(url), f"owner_{uuid4().hex[:8]}"
    run_sql(url, f"create role {role} login password 'opens'")
    run_sql(url, f"alter database {place.path[1:]} owner to {role}; grant all on schema public to {role}")
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{role}:opens@{place.hostname}:{place.port}{place.path}")
    yield url
    run_sql(
        url, f"alter database {place.path[1:]} owner to current_user; drop owned by {role}; drop role {role}"
    )


async def test_whoever_is_connected_is_seen_by_a_role_that_may_see_little(archive, owned):
    other = await asyncpg.connect(owned)
    code, _, complaint = await asyncio.to_thread(dbcv, "restore", str(archive))
    await other.close()

    assert code == 1
    assert "stop DBCV" in complaint
    assert (await asyncio.to_thread(dbcv, "restore", str(archive)))[0] == 0
