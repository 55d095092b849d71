"""Floor iii, the worker: batches of 100 from `in`, one transaction a batch, replies to `out`.

It does one thing at a time, so it blocks on a plain Redis client and turns the event loop for asyncpg only.
"""

import asyncio
import os
import signal
from contextlib import suppress

import asyncpg
import uvloop
from redis import Redis, ResponseError

from bench.floor.quiz import answer

BATCH = 100
INSERT = "insert into message (uid, dir, body) values ($1, $2, $3)"

Entry = tuple[str, dict[str, str]]


def load_sessions(redis: Redis, users: list[str]) -> dict[str, dict[str, str]]:
    pipeline = redis.pipeline(transaction=False)
    for user in users:
        pipeline.hgetall("sess:" + user)
    return dict(zip(users, pipeline.execute(), strict=True))


def answer_all(entries: list[Entry], sessions: dict[str, dict[str, str]]) -> list[str]:
    return [answer(sessions[fields["u"]], fields["n"], fields["t"]) for _, fields in entries]


def rows_of(entries: list[Entry], replies: list[str]) -> list[tuple[str, str, str]]:
    """Both messages of every turn, in order."""
    turns = zip(entries, replies, strict=True)
    return [row for (_, f), reply in turns for row in ((f["u"], "in", f["t"]), (f["u"], "out", reply))]


def finish(
    redis: Redis, entries: list[Entry], sessions: dict[str, dict[str, str]], replies: list[str]
) -> None:
    pipeline = redis.pipeline(transaction=False)
    for user, session in sessions.items():
        pipeline.hset("sess:" + user, mapping=session)
    for (_, fields), reply in zip(entries, replies, strict=True):
        body = f'{{"reply":"{reply}"}}'
        pipeline.xadd("out", {"slot": fields["s"], "body": body}, maxlen=20_000, approximate=True)
    pipeline.xack("in", "workers", *[entry for entry, _ in entries])
    pipeline.execute()


def main() -> None:
    redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    with suppress(ResponseError):
        redis.xgroup_create("in", "workers", "0", mkstream=True)
    stopped: list[int] = []
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
        turn_loop = runner.get_loop().run_until_complete
        database = turn_loop(asyncpg.connect(os.environ["DATABASE_URL"]))
        while not stopped:
            for _, entries in redis.xreadgroup("workers", "w0", {"in": ">"}, count=BATCH, block=1000):
                sessions = load_sessions(redis, list({fields["u"]: None for _, fields in entries}))
                replies = answer_all(entries, sessions)
                # asyncpg runs executemany as one implicit transaction
                turn_loop(database.executemany(INSERT, rows_of(entries, replies)))
                finish(redis, entries, sessions, replies)
        turn_loop(database.close())


if __name__ == "__main__":
    main()
