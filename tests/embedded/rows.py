"""Servers that a test starts itself, and what they keep."""

from collections.abc import Callable
from pathlib import Path

import redis

from embedded.processes import command_line
from servers import Servers, run_sql

type Start = Callable[..., Servers]


def child_named(servers: Servers, word: str) -> int:
    """The direct child that runs this program."""
    direct = Path(f"/proc/{servers.program.pid}/task/{servers.program.pid}/children").read_text().split()
    return next(int(pid) for pid in direct if word in command_line(int(pid)).split()[0])


def keep_a_row(servers: Servers) -> None:
    run_sql(servers.postgres_url, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)")


def the_row(servers: Servers) -> str:
    return run_sql(servers.postgres_url, "SELECT n FROM kept")


def cache(servers: Servers) -> redis.Redis:
    return redis.Redis.from_url(servers.redis_url, protocol=2)
