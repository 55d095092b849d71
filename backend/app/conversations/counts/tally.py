"""What traces say of steps, and of problems, added up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Bot, StepCount

from .problems import Problems, add_problems, store_problems

# (bot, version, day, kind, step, group, connection), as the columns of `step_count`
type Key = tuple[UUID, int, date, str, str, str, str]
type Steps = Counter[Key]
type Row = tuple[UUID, datetime, str]  # bot, time and body of a stored trace

ROWS = 1000  # of one statement
_decoder = msgspec.json.Decoder()


@dataclass(frozen=True, slots=True)
class Tally:
    steps: Steps = field(default_factory=Counter[Key])
    problems: Problems = field(default_factory=Problems)


def new_tally() -> Tally:
    return Tally()


def add_traces(tally: Tally, rows: Sequence[Row]) -> None:
    """For a thread: what many traces say takes a while to read."""
    for row in rows:
        add_trace(tally, *row)


def add_trace(tally: Tally, bot_id: UUID, at: datetime, body: str) -> None:
    """One stored trace, as JSON text."""
    kept = _decoder.decode(body)
    head = (bot_id, kept.get("version", 0), at.astimezone(UTC).date())
    for place in _places(kept["entries"]):
        tally.steps[*head, *place] += 1
    add_problems(tally.problems, bot_id, at, kept)


def _places(entries: Iterable[list[Any]]) -> Iterable[tuple[str, str, str, str]]:
    """(kind, step, group, connection) of each entry that counts; a step that was nowhere is an empty text."""
    group: list[Any] = ["group", "", "", "", ""]
    for entry in entries:
        kind = entry[0]
        if kind == "group":
            group = entry
        elif kind == "step":
            yield "entered", entry[1], "", ""
        elif kind == "connection" and entry[4]:
            yield "left", group[4] or "", group[1], entry[1]
        elif kind == "no_match":
            yield "no_match", entry[1] or "", "", ""


async def store(session: AsyncSession, tally: Tally) -> None:
    """Add it to what is counted; bots that are gone meanwhile are left out."""
    known = await _held(session, {key[0] for key in tally.steps} | {key[0] for key in tally.problems})
    names = [column.name for column in StepCount.__table__.columns]
    steps = tally.steps
    rows = [dict(zip(names, (*key, steps[key]), strict=True)) for key in sorted(steps) if key[0] in known]
    for start in range(0, len(rows), ROWS):
        adding = insert(StepCount).values(rows[start : start + ROWS])
        more = {"count": StepCount.count + adding.excluded.count}
        await session.execute(adding.on_conflict_do_update(index_elements=names[:-1], set_=more))
    await store_problems(session, tally.problems, known)


async def _held(session: AsyncSession, bot_ids: set[UUID]) -> set[UUID]:
    """Those that are there, and stay until the transaction ends."""
    if not bot_ids:
        return set()
    there = (
        select(Bot.id).where(Bot.id.in_(bot_ids)).order_by(Bot.id).with_for_update(read=True, key_share=True)
    )
    return set(await session.scalars(there))
