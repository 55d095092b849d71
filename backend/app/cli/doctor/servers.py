"""Redis, its cache beside it, the workers that read from it, and the store of files."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from redis.asyncio import Redis
from redis.exceptions import AuthenticationError, RedisError, ResponseError

from app.media.ports import FileMissing, Store, StoreUnavailable
from app.media.stores import open_store
from app.runtime.streams import BOT_MESSAGES, USER_MESSAGES
from app.settings import Settings

from .finding import Finding, error, fine, warning

PATIENCE = 5.0
LATELY_MS = 30_000  # a worker that lives has asked for work within this time
_TRIAL = b"dbcv doctor"
_NOBODY = UUID(int=0)


async def look_at_redis(settings: Settings) -> list[Finding]:
    found = [await _one(settings.redis_url.get_secret_value(), "redis")]
    if found[0].level != "error":
        found.append(await look_at_workers(settings))
    if settings.cache_redis_url is not None:
        found.append(await _one(settings.cache_redis_url.get_secret_value(), "cache"))
    return found


async def _one(url: str, subject: str) -> Finding:
    async with Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as redis:
        try:
            told: Any = await redis.info("server")
            memory: Any = await redis.info("memory")
        except AuthenticationError:
            return error(subject, "redis_refuses")
        except (RedisError, OSError) as away:
            return error(subject, "redis_away", fault=type(away).__name__)
    policy = str(memory.get("maxmemory_policy", ""))
    if subject == "redis" and policy != "noeviction" and memory.get("maxmemory"):
        return warning(subject, "redis_forgets", policy=policy)
    version = told.get("valkey_version") or told.get("redis_version", "?")
    return fine(subject, "redis", version=str(version))


async def look_at_workers(settings: Settings) -> Finding:
    """Whether somebody reads what they are to be told."""
    url = settings.redis_url.get_secret_value()
    missing: list[str] = []
    async with Redis.from_url(url, socket_timeout=PATIENCE) as redis:
        for name, stream in (("user", USER_MESSAGES), ("bot", BOT_MESSAGES)):
            try:
                consumers: Any = await redis.xinfo_consumers(stream.name, stream.group)
            except ResponseError:  # no such stream: nobody has ever come
                consumers = []
            if not any(one["idle"] < LATELY_MS for one in consumers):
                missing.append(name)
    return (
        error("workers", "workers_missing", roles=", ".join(missing))
        if missing
        else fine("workers", "workers")
    )


async def look_at_files(settings: Settings) -> Finding:
    """Written, read back and removed."""
    kind = "s3" if settings.s3_endpoint else "folder"
    store = open_store(settings)
    try:
        await store.prepare()
        is_same = await _tried(store, f"{_NOBODY}/doctor/{uuid4().hex}", settings.dbcv_data_dir)
    except (StoreUnavailable, FileMissing, OSError):
        return error("files", f"{kind}_away")
    finally:
        store.close()
    return fine("files", kind) if is_same else error("files", f"{kind}_away")


async def _tried(store: Store, name: str, room: Path) -> bool:
    with _trial(room) as source:
        await store.put(name, source)
    try:
        pieces = await store.open(name, 0, len(_TRIAL))
        try:
            return b"".join([piece async for piece in pieces]) == _TRIAL
        finally:
            await pieces.aclose()
    finally:
        await store.delete(name)


@contextmanager
def _trial(room: Path) -> Generator[Path]:
    """A file on the disk of the store, which may move it into its place."""
    with TemporaryDirectory(dir=room if room.is_dir() else None) as folder:
        source = Path(folder) / "trial"
        source.write_bytes(_TRIAL)
        yield source
