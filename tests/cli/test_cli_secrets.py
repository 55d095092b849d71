"""`dbcv secrets` and `dbcv health`, which containers need."""

import asyncio
import json
import stat
from contextlib import asynccontextmanager

from app.embedded.lock import data_lock
from app.embedded.ports import free_port
from app.embedded.running import remember_running
from app.kit.keys import read_key
from app.kit.status import status_served
from app.settings import Settings
from cli.commanding import dbcv


def made(folder):
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


def test_every_secret_is_made_once_and_read_by_whom_it_is_for(tmp_path):
    assert dbcv("secrets", str(tmp_path))[:2] == (0, f"14 secrets made in {tmp_path}.\n")
    files = made(tmp_path)
    before = {name: path.read_text() for name, path in files.items()}

    modes = {name.split("/")[0]: stat.S_IMODE(path.stat().st_mode) for name, path in files.items()}
    assert modes == {"app": 0o400, "postgres": 0o444, "redis": 0o444, "cache": 0o444, "s3": 0o444}
    assert len(set(before.values())) == len(before)
    read_key(before["app/secret_box_key"].strip())

    assert dbcv("secrets", str(tmp_path))[1] == f"0 secrets made in {tmp_path}.\n"
    assert {name: path.read_text() for name, path in made(tmp_path).items()} == before


def test_both_sides_of_a_secret_say_the_same(tmp_path):
    dbcv("secrets", str(tmp_path), "--postgres", "db:1")
    said = {name: path.read_text().strip() for name, path in made(tmp_path).items()}

    assert said["app/database_url"] == f"postgresql://dbcv:{said['postgres/password']}@db:1/dbcv"
    assert said["redis/valkey.conf"] == f"requirepass {said['redis/password']}"
    assert said["app/cache_redis_url"] == f"redis://:{said['cache/password']}@cache-redis:6379/0"
    (identity,) = json.loads(said["s3/s3.json"])["identities"]
    assert identity["credentials"] == [
        {"accessKey": said["app/s3_access_key"], "secretKey": said["app/s3_secret_key"]}
    ]


@asynccontextmanager
async def served(is_well):
    async def check():
        if not is_well:
            raise TimeoutError

    settings = Settings(_env_file=None, metrics_port=free_port())
    async with status_served(settings, {"database": check}, ()):
        yield str(settings.metrics_port)


def address(port):
    return f"http://127.0.0.1:{port}/health/ready"


async def test_health_is_an_exit_code(monkeypatch):
    for is_well in (True, False):
        async with served(is_well) as port:
            monkeypatch.setenv("METRICS_PORT", port)
            code, said, complaint = await asyncio.to_thread(dbcv, "health")
            assert (code, said) == (0 if is_well else 1, "")
            assert complaint == (
                "" if is_well else f"dbcv health: {address(port)} does not answer with 200\n"
            )
            assert (await asyncio.to_thread(dbcv, "health", "--path", "/health/live"))[0] == 0
    assert (await asyncio.to_thread(dbcv, "health", "--port", port))[0] == 1


async def test_health_asks_what_runs_here_where_no_port_is_named(tmp_path, monkeypatch):
    for name in ("METRICS_PORT", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBCV_DATA_DIR", str(tmp_path))
    async with served(is_well=True) as port:
        with data_lock(tmp_path):
            remember_running(tmp_path, {"PORT": str(port)})
            assert (await asyncio.to_thread(dbcv, "health"))[0] == 0
