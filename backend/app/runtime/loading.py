"""What a worker reads before it advances: sessions and their open events, in one snapshot.

Reading events first and sessions second would allow handling one twice; one statement reads both.
"""

from collections.abc import Sequence
from copy import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from app.engine import values

from .postgres import Connection, Pool

ROOM = 16 * 1024 * 1024  # bytes of events in memory at once
LOAD = """
select s.id, s.rev, s.state, s.thread_id, s.channel_id, s.person_id, s.person_kind, s.bot_id,
       b.workspace_id, b.name as bot_name, b.status, b.published_version, b.move_before, b.restart_before,
       c.name as channel_name, c.kind as channel_kind,
       bv.variables as bot_variables, uv.variables as user_variables, cv.variables as channel_variables,
       open.ids, open.events, open.answers, open.attempts, open.since
from unnest($1::uuid[]) as wanted(id)
join session s on s.id = wanted.id
join bot b on b.id = s.bot_id
join channel c on c.id = s.channel_id
left join bot_variables bv on bv.bot_id = s.bot_id
left join user_variables uv on uv.workspace_id = b.workspace_id and uv.person_id = s.person_id
left join channel_variables cv on cv.channel_id = s.channel_id
cross join lateral (
    select array_agg(i.id) as ids,
           case when sum(octet_length(i.event::text)) <= $3 then array_agg(i.event) end as events,
           array_agg(i.answers) as answers, array_agg(i.attempts) as attempts, min(i.since) as since
    from (select * from inbox where session_id = s.id order by id limit $2) i
) as open
where open.ids is not null
"""
# As many of the oldest as have room, the first in any case. Measuring each in LOAD would double its cost.
OLDEST = """
select id, event, answers, attempts from (
    select *, sum(octet_length(event::text)) over (order by id) as total, min(id) over () as first
    from (select * from inbox where session_id = $1 order by id limit $2) as waiting
) as measured
where total <= $3 or id = first order by id
"""
ANSWERS = """
select id, event, answers, attempts from inbox
where session_id = $1 and answers is not null and id > $2 order by id
"""


class Open(Struct, frozen=True, kw_only=True):
    """An open row of the inbox. `event` is JSON text; `answers` the command it is the answer to."""

    id: int
    event: str
    answers: UUID | None
    attempts: int


class Loaded(Struct, frozen=True, kw_only=True):
    """A session as it was in one snapshot, with the events that wait for it, in their order.

    `is_all` False: there may be more than were read. `since`: when the oldest of them was written.
    """

    id: UUID
    rev: int
    state: str | None
    thread_id: UUID
    channel_id: UUID
    person_id: UUID
    person_kind: str
    bot_id: UUID
    workspace_id: UUID
    runs: bool
    published_version: int | None
    move_before: int
    restart_before: int
    channel_kind: str
    bot: dict[str, Any]
    user: dict[str, Any]
    channel: dict[str, Any]
    open: tuple[Open, ...]
    is_all: bool
    since: datetime


USER_KEYS: dict[str, Any] = dict.fromkeys(("id", "name", "username", "email", "locale", "timezone"))


async def load(
    source: Pool | Connection, session_ids: Sequence[UUID], *, events: int = 100, room: int = ROOM
) -> list[Loaded]:
    """The sessions of `session_ids` that have open events, at most `events` each.

    Their events together take about `room` bytes, beyond it one event of each session.
    """
    each = room // max(1, len(session_ids))
    rows = await source.fetch(LOAD, list(session_ids), events, each)
    found = [_loaded(row, events) for row in rows]
    full = [one if one.is_all else await _with_rest(source, one, events, each) for one in found]
    return [one for one in full if one.open]


async def _with_rest(source: Pool | Connection, loaded: Loaded, events: int, room: int) -> Loaded:
    """Events that were too large to be read along, and answers that stand behind what is read at once.

    They are read after the session, so its revision tells whether somebody else has handled any.
    """
    opened = loaded.open or _opened(await source.fetch(OLDEST, loaded.id, events, room))
    last = opened[-1].id if opened else 0
    answers = _opened(await source.fetch(ANSWERS, loaded.id, last))
    return replace(loaded, open=opened + answers)


def _opened(rows: Sequence[Any]) -> tuple[Open, ...]:
    return tuple(
        Open(id=row["id"], event=row["event"], answers=row["answers"], attempts=row["attempts"])
        for row in rows
    )


def _loaded(row: Any, events: int) -> Loaded:
    read: list[str] = row["events"] or []
    return Loaded(
        id=row["id"],
        rev=row["rev"],
        state=row["state"],
        thread_id=row["thread_id"],
        channel_id=row["channel_id"],
        person_id=row["person_id"],
        person_kind=row["person_kind"],
        bot_id=row["bot_id"],
        workspace_id=row["workspace_id"],
        runs=row["status"] == "active",
        published_version=row["published_version"],
        move_before=row["move_before"],
        restart_before=row["restart_before"],
        channel_kind=row["channel_kind"],
        bot=scope(row["bot_variables"], id=str(row["bot_id"]), name=row["bot_name"]),
        user={**USER_KEYS, **scope(row["user_variables"], id=str(row["person_id"]))},
        channel=scope(
            row["channel_variables"],
            id=str(row["channel_id"]),
            name=row["channel_name"],
            kind=row["channel_kind"],
        ),
        open=tuple(
            Open(id=number, event=event, answers=answers, attempts=attempts)
            for number, event, answers, attempts in zip(
                row["ids"], read, row["answers"], row["attempts"], strict=False
            )
        ),
        is_all=0 < len(read) < events,
        since=row["since"],
    )


def scope(stored: str | None, **always: Any) -> dict[str, Any]:
    """A shared scope: what is stored, and the keys nobody can write."""
    return {**values.decode(stored), **always} if stored else always
