"""Where conversations were given up, read from their states: the newest ones, a slice at a time."""

import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.conversations.sessions.place import kept_state, place
from app.kit import clock
from app.storage.models import Session
from app.storage.selecting import AnySelect

type Mark = tuple[datetime, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`version` None: all; `since`: from that day on (UTC); `idle`: silent for so long is given up."""

    version: int | None
    since: datetime | None
    idle: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many of a bot's conversations are looked at, so many in one statement, and for how long."""

    sessions: int = 20_000
    at_once: int = 1000
    seconds: float = 2.0


@dataclass(slots=True)
class Drops:
    """By place. `complete` False: there are older conversations that were not looked at."""

    by_place: Counter[str]
    complete: bool


async def read_drops(
    session: AsyncSession, bot_id: UUID, wanted: Wanted, bounds: Bounds | None = None
) -> Drops:
    """Those begun last first."""
    bounds = bounds or Bounds()
    deadline = time.monotonic() + bounds.seconds
    drops = Drops(by_place=Counter(), complete=True)
    given_up = _given_up(wanted)
    looked_at = 0
    async for here in _slices(session, bot_id, bounds.at_once):
        if looked_at >= bounds.sessions or time.monotonic() > deadline:
            drops.complete = False
            break
        for where, n in await session.execute(given_up.where(*here)):
            drops.by_place[where] += n
        looked_at += bounds.at_once
    return drops


async def _slices(
    session: AsyncSession, bot_id: UUID, at_once: int
) -> AsyncIterator[list[ColumnElement[bool]]]:
    """What the conversations of each slice fulfil."""
    order = tuple_(Session.created_at, Session.id)
    marks = select(Session.created_at, Session.id).where(Session.bot_id == bot_id)
    marks = marks.order_by(Session.created_at.desc(), Session.id.desc()).offset(at_once - 1).limit(1)
    before: list[ColumnElement[bool]] = []
    while True:
        last = (await session.execute(marks.where(*before))).one_or_none()
        behind = [] if last is None else [order >= tuple_(*last)]
        yield [Session.bot_id == bot_id, *before, *behind]
        if last is None:
            return
        before = [order < tuple_(*last)]


def _given_up(wanted: Wanted) -> AnySelect:
    """(place, how many): begun, not finished, and silent for long."""
    kept = kept_state()
    conditions = [
        Session.state.is_not(None),
        Session.updated_at < clock.now() - wanted.idle,
        ~kept.c.finished,
        kept.c.step.is_not(None),
    ]
    if wanted.since is not None:
        conditions.append(Session.updated_at >= wanted.since)
    if wanted.version is not None:
        conditions.append(kept.c.version == wanted.version)
    counted = select(place().label("place"), func.count()).select_from(Session).join(kept, true())
    return counted.where(*conditions).group_by(text("1"))
