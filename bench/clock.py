"""Reminders through one scheduler and one bot worker to a null channel: many due at once, and many pending
while some are due each second. Nothing else of the product runs."""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from app.kit.ids import uuid7
from bench.accounting import cpu_seconds
from bench.measure import percentile
from bench.rows import SHARES, Row
from bench.subjects.children import ROOT, child, project_environment
from bench.subjects.servers import Servers, servers

AHEAD = 6.0  # seconds until the first falls due: the processes have started
PATIENCE = 200.0
MADE = """
with place as (insert into workspace (id, name) values ($1, 'Bench')),
bot as (
    insert into bot (id, workspace_id, name, head) values ($2, $1, 'Reminder', '{}')
),
channel as (
    insert into channel (id, workspace_id, name, kind, default_bot_id) values ($3, $1, 'Null', 'webhook', $2)
)
insert into emitter (id, bot_id, name, message, audience, schedule, is_personal)
values ($4, $2, 'Reminder', $5, '{"kind": "all"}', '{"date": {"variable": "user.due"}}', true)
"""
PLANNED = """
insert into emitter_run (id, emitter_id, kind, state, occurrence) values ($1, $2, 'plan', 'done', now())
"""


# Ids of people rise, as those of people who came one after another do.
PEOPLE = """
with person as materialized (
    select overlay(gen_random_uuid()::text placing lpad(to_hex($2::int + n), 8, '0') from 1 for 8)::uuid
               as id,
           n, $6::timestamptz + (n - 1) * $7::float8 * interval '1 second' as at
    from generate_series(1, $3::int) as n
),
known as (
    insert into user_variables (workspace_id, person_id, variables)
    select $1, id, json_build_object('name', 'Person ' || n, 'timezone', 'Asia/Kolkata', 'due',
                                     to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    from person
),
here as (
    insert into subscriber (id, channel_id, kind, member_id)
    select gen_random_uuid(), $4, 'anonymous', id from person
)
insert into recipient (emitter_id, person_id, channel_id, due_at, occurrence)
select $5, id, $4, at, at from person
"""
LEFT = """
select (select count(*) from outbox) + (select count(*) from recipient where due_at <= $1) as count
"""
SAID = """
select id, split_part(external_id, ':', 3)::float8 as due, extract(epoch from created_at)::float8 as said
from message
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """`due` people from `begin` on, `apart` seconds from one another; `pending` others much later."""

    subject: str
    due: int
    apart: float
    pending: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Of each message, seconds behind its time: when it was written, and when it was carried."""

    fired: list[float]
    carried: list[float]
    seconds: float
    cpu: Mapping[str, float]
    missing: int
    twice: int


def loads(asked: argparse.Namespace) -> list[Load]:
    seconds: float = asked.clock_seconds
    return [
        Load(subject="due at once", due=asked.clock_due, apart=0.0, pending=0),
        Load(
            subject="due one by one",
            due=int(asked.clock_rate * seconds),
            apart=1 / asked.clock_rate,
            pending=asked.clock_pending,
        ),
    ]


async def measure_clock(folder: Path, asked: argparse.Namespace) -> list[Row]:
    """A row a load, each on servers of its own; times in ms, CPU in seconds per 1,000 messages."""
    rows: list[Row] = []
    for number, load in enumerate(loads(asked)):
        own = folder / str(number)
        own.mkdir()
        async with servers(own) as running:
            seen = await _measured(running, load, own)
        rows.append(clock_row(load, seen))
        sys.stderr.write(f"clock, {load.subject}: {rows[-1]['replies_per_s']} messages/s\n")
    return rows


async def _measured(running: Servers, load: Load, folder: Path) -> Seen:
    environment = {**running.environment, "DBCV_DATA_DIR": str(folder), "ROLE": "bot"}
    _migrate(environment)
    async with _database(running) as database:
        place = await _make(database)
        await _people(database, place, load.pending, (datetime.now(UTC) + timedelta(days=30), 0.001), 1)
        await database.execute("analyze")
        begin = datetime.now(UTC) + timedelta(seconds=AHEAD)
        await _people(database, place, load.due, (begin, load.apart), load.pending + 1)
        came = folder / "came"
        began, spent = time.time(), dict[str, float]()
        with (
            child(["bench.nowhere", str(came)], folder / "worker.log", environment) as worker,
            child(["app.scheduler"], folder / "scheduler.log", environment) as scheduler,
        ):
            roots = {**running.roots, "scheduler": scheduler.pid, "bot worker": worker.pid}
            await asyncio.sleep(max(0.0, begin.timestamp() - time.time()))
            before = cpu_seconds(roots)
            last = begin + timedelta(seconds=load.due * load.apart)
            await _until_done(database, last)
            seconds = time.time() - max(began, begin.timestamp())
            spent = {name: used - before[name] for name, used in cpu_seconds(roots).items()}
        rows = await database.fetch(SAID)
    return _seen(load, rows, came, (seconds, spent))


def _migrate(environment: Mapping[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "app.cli", "migrate"],
        cwd=ROOT,
        env={**project_environment(), **environment},
        check=True,
        capture_output=True,
    )


@asynccontextmanager
async def _database(running: Servers) -> AsyncIterator[Any]:
    connection: Any = await asyncpg.connect(running.database_url)
    try:
        yield connection
    finally:
        await connection.close()


async def _make(database: Any) -> tuple[UUID, UUID, UUID]:
    """The workspace, the channel and the emitter."""
    workspace, bot, channel, emitter = (uuid7() for _ in range(4))
    message = json.dumps({"text": "{$user.name$}, it is time."})
    await database.execute(MADE, workspace, bot, channel, emitter, message)
    await database.execute(PLANNED, uuid7(), emitter)
    return workspace, channel, emitter


async def _people(
    database: Any, place: tuple[UUID, UUID, UUID], count: int, when: tuple[datetime, float], first: int
) -> None:
    workspace, channel, emitter = place
    # The times are made here: what the clock would note of people is none of this bench.
    await database.execute("set session_replication_role = replica")
    await database.execute(PEOPLE, workspace, first, count, channel, emitter, *when, timeout=PATIENCE)
    await database.execute("set session_replication_role = default")


async def _until_done(database: Any, last: datetime) -> None:
    deadline = time.monotonic() + PATIENCE
    while datetime.now(UTC) < last or await database.fetchval(LEFT, last):
        if time.monotonic() > deadline:
            raise RuntimeError("the clock did not come to an end")
        await asyncio.sleep(0.5)


def _seen(load: Load, rows: Sequence[Any], came: Path, spent: tuple[float, Mapping[str, float]]) -> Seen:
    carried = [line.split() for line in came.read_text().splitlines()]
    due = {row["id"].hex: row["due"] for row in rows}
    seconds, cpu = spent
    return Seen(
        fired=sorted(row["said"] - row["due"] for row in rows),
        carried=sorted(float(at) - due[message] for message, at in carried),
        seconds=seconds,
        cpu=cpu,
        missing=load.due - len({message for message, _ in carried}),
        twice=len(carried) - len({message for message, _ in carried}),
    )


def clock_row(load: Load, seen: Seen) -> Row:
    return {
        "bench": "clock",
        "subject": load.subject,
        "users": load.due + load.pending,
        "replies": len(seen.carried),
        "seconds": round(seen.seconds, 2),
        "replies_per_s": round(len(seen.carried) / seen.seconds, 1),
        **{name: _ms(seen.fired, share) for name, share in SHARES.items()},
        **{f"carried_{name}": _ms(seen.carried, share) for name, share in SHARES.items()},
        "cpu_s_per_1k": round(sum(seen.cpu.values()) / load.due * 1000, 4),
        "cpu_s_per_1k_by_process": {
            name: round(used / load.due * 1000, 4) for name, used in seen.cpu.items()
        },
        "errors": seen.missing + seen.twice,
        "error_codes": {"missing": seen.missing, "twice": seen.twice},
    }


def _ms(ordered: Sequence[float], share: float) -> float | None:
    value = percentile(ordered, share)
    return None if value is None else round(value * 1000, 1)
