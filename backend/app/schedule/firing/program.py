"""An emitter made ready to be fired: its message and rules compiled, its times known."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import structlog
from pydantic import ValidationError

from app.engine import values
from app.engine.compile import compile_message
from app.engine.dates import zone_of
from app.engine.document import Message
from app.engine.program import CompiledMessage
from app.engine.rules import CompiledRules, compile_rules
from app.runtime.files import File, authors_files
from app.runtime.loading import scope
from app.runtime.postgres import Connection

from ..checks import SCOPES
from ..own_times import OwnTimes, own_times
from ..quiet import Quiet

log = structlog.get_logger()

_KEPT = 1000
_MOMENTS = ("start_at", "end_at", "nominal_at", "next_at")
LOADED = """
select e.id, e.bot_id, e.channel_id, e.message, e.audience, e.schedule, e.needs_message_processing,
       e.is_paused, b.name as bot_name, b.workspace_id, b.status, b.published_version,
       b.head ->> 'timezone' as timezone, bv.variables as bot_variables,
       (select json_agg(c order by c.id)::text from cron c where c.emitter_id = e.id) as crons
from unnest($1::uuid[]) as wanted(id)
join emitter e on e.id = wanted.id
join bot b on b.id = e.bot_id
left join bot_variables bv on bv.bot_id = b.id
"""
CHANNELS = """
select c.id, c.name, c.kind, c.is_group, cv.variables
from channel c left join channel_variables cv on cv.channel_id = c.id
where c.workspace_id = $3
  and case when $2::uuid is not null then c.id = $2
      else c.default_bot_id = $1
        or exists (select from subscriber s where s.channel_id = c.id and s.member_id = $1 and s.kind = 'bot')
      end
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What depends on the texts of an emitter alone."""

    message: CompiledMessage | None
    rules: CompiledRules | None
    people: frozenset[UUID] | None
    quiet: Quiet | None
    own: OwnTimes | None
    otherwise: tzinfo
    misfire: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel of the emitter."""

    id: UUID
    is_group: bool
    is_external: bool
    scope: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """An emitter as it is now. `runs`: its bot takes part in conversations."""

    id: UUID
    bot_id: UUID
    bot_name: str
    workspace_id: UUID
    channel_id: UUID | None
    bot: dict[str, Any]
    timezone: str | None
    is_paused: bool
    runs: bool
    speaks_for_people: bool
    compiled: Compiled
    places: Mapping[UUID, Place]
    files: Mapping[UUID, File]


class Programs:
    """Compiled emitters by their texts: what was changed is another text, so nothing is ever stale."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str | None, ...], Compiled] = OrderedDict()

    async def load(self, connection: Connection, ids: Iterable[UUID]) -> dict[UUID, Program]:
        """Those that are there, with their channels."""
        rows = await connection.fetch(LOADED, sorted(set(ids)))
        return {row["id"]: await self._program(connection, row) for row in rows}

    async def _program(self, connection: Connection, row: Mapping[str, Any]) -> Program:
        places = await connection.fetch(CHANNELS, row["bot_id"], row["channel_id"], row["workspace_id"])
        speaks = row["needs_message_processing"]
        return Program(
            id=row["id"],
            bot_id=row["bot_id"],
            bot_name=row["bot_name"],
            workspace_id=row["workspace_id"],
            channel_id=row["channel_id"],
            bot=scope(row["bot_variables"], id=str(row["bot_id"]), name=row["bot_name"]),
            timezone=row["timezone"],
            is_paused=row["is_paused"],
            runs=row["status"] == "active" and (row["published_version"] is not None or not speaks),
            speaks_for_people=speaks,
            compiled=self._compiled(row),
            places={place["id"]: _place(place) for place in places},
            files=await authors_files(connection, row["workspace_id"], _attachments(row["message"])),
        )

    def _compiled(self, row: Mapping[str, Any]) -> Compiled:
        bot: dict[str, Any] = values.decode(row["bot_variables"]) if row["bot_variables"] else {}
        told = bot.get("timezone")
        zone = told if isinstance(told, str) and zone_of(told) else row["timezone"]
        key = (row["message"], row["audience"], row["schedule"], row["crons"], zone)
        if key not in self._kept:
            self._kept[key] = _compiled(*key)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _compiled(message: str, audience: str, schedule: str, crons: str | None, zone: str | None) -> Compiled:
    kept: dict[str, Any] = values.decode(schedule)
    whom: dict[str, Any] = values.decode(audience)
    otherwise = (zone_of(zone) if zone else None) or UTC
    since = datetime.now(UTC)
    return Compiled(
        message=_message(message),
        rules=compile_rules(whom["rules"], SCOPES) if whom["kind"] == "rules" else None,
        people=frozenset(map(UUID, whom["ids"])) if whom["kind"] == "people" else None,
        quiet=Quiet.of(kept.get("quiet")),
        own=own_times(
            kept, [cron_of(one) for one in values.decode(crons)] if crons else [], otherwise, since
        ),
        otherwise=otherwise,
        misfire=kept.get("misfire", "once"),
    )


def _message(kept: str) -> CompiledMessage | None:
    """None, which says nothing, where it is none: written by another release, it stops nobody else's."""
    try:
        return compile_message(Message.model_validate(values.decode(kept)))
    except ValidationError as fault:
        log.warning("emitter_unreadable", faults=fault.error_count())
        return None


def cron_of(row: Mapping[str, Any]) -> Any:
    """A row as JSON tells it, with moments and its id as they are."""
    moments = {name: row[name] and datetime.fromisoformat(row[name]) for name in _MOMENTS}
    ids = {name: UUID(row[name]) for name in ("id", "emitter_id")}
    return SimpleNamespace(**{**row, **moments, **ids})


def _attachments(message: str) -> list[dict[str, str]]:
    return values.decode(message).get("attachments", [])


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        id=row["id"],
        is_group=row["is_group"],
        is_external=row["kind"] != "web",
        scope=scope(row["variables"], id=str(row["id"]), name=row["name"], kind=row["kind"]),
    )
