"""Whom an emitter is for: subscribers of its channels, a portion at a time, in order of their ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any
from uuid import UUID

from app.engine.dates import zone_of
from app.runtime.loading import USER_KEYS, scope
from app.runtime.postgres import Connection

from ..own_times import Clock
from .program import Program

# Who is in several of the channels is written to where they came last. A scan a channel, in order of its
# index, so that a portion costs the same wherever it begins.
PORTION = """
select p.person_id, p.kind, p.channel_id, uv.variables
from (
    select distinct on (found.person_id) found.person_id, found.kind, found.channel_id
    from unnest($1::uuid[]) as c(id)
    cross join lateral (
        select s.member_id as person_id, s.kind, s.channel_id, s.id
        from subscriber s
        where s.channel_id = c.id and s.member_id > $2 and s.kind <> 'bot'
        order by s.member_id limit $3
    ) as found
    order by found.person_id, found.id desc
    limit $3
) as p
left join user_variables uv on uv.workspace_id = $4 and uv.person_id = p.person_id
order by p.person_id
"""
NAMED = """
select p.person_id, p.kind, p.channel_id, uv.variables
from (
    select distinct on (s.member_id) s.member_id as person_id, s.kind, s.channel_id
    from unnest($5::uuid[]) as wanted(id)
    cross join unnest($1::uuid[]) as c(id)
    join subscriber s on s.channel_id = c.id and s.member_id = wanted.id
    where s.member_id > $2 and s.kind <> 'bot'
    order by s.member_id, s.id desc
    limit $3
) as p
left join user_variables uv on uv.workspace_id = $4 and uv.person_id = p.person_id
order by p.person_id
"""
# Held until the caller commits: nobody is written to after they were erased.
STILL_HERE = """
select s.member_id, s.channel_id from unnest($1::uuid[], $2::uuid[]) as w(person_id, channel_id)
join subscriber s on s.channel_id = w.channel_id and s.member_id = w.person_id and s.kind <> 'bot'
for key share of s
"""
BEGINNING = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Human:
    """One of an audience, in the channel where they are written to."""

    person_id: UUID
    kind: str
    channel_id: UUID
    user: dict[str, Any]
    zone: tzinfo | None

    @property
    def clock(self) -> Clock:
        return Clock(person_id=self.person_id, zone=self.zone, variables=self.user)


def channels_of(program: Program) -> list[UUID]:
    """Those in which people are written to one by one. In a group everybody reads the same message, so only
    what is said to the bot for them is theirs there."""
    is_there = program.speaks_for_people
    return sorted(place.id for place in program.places.values() if is_there or not place.is_group)


async def portion(connection: Connection, program: Program, after: UUID, limit: int) -> list[Human]:
    """The next people of the audience; rules are not looked at."""
    channels = channels_of(program)
    asked = (channels, after, limit, program.workspace_id)
    named = program.compiled.people
    if named is None:
        rows = await connection.fetch(PORTION, *asked)
    else:
        rows = await connection.fetch(NAMED, *asked, sorted(named))
    return [human_of(row) for row in rows]


async def still_here(connection: Connection, people: Sequence[Human]) -> set[UUID]:
    """Those who are subscribed, and stay so until the transaction ends."""
    asked = [one.person_id for one in people], [one.channel_id for one in people]
    return {row["member_id"] for row in await connection.fetch(STILL_HERE, *asked)}


def human_of(row: Mapping[str, Any]) -> Human:
    user = {**USER_KEYS, **scope(row["variables"], id=str(row["person_id"]))}
    told = user["timezone"]
    return Human(
        person_id=row["person_id"],
        kind=row["kind"],
        channel_id=row["channel_id"],
        user=user,
        zone=zone_of(told) if isinstance(told, str) and told else None,
    )
