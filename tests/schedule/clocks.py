"""Emitters on the real servers, and clocks that fire them at the moment they are given."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.accounts.principals import Principal
from app.kit.ids import uuid7
from app.runtime.addresses import thread_id
from app.schedule.emitters import Emitters
from app.schedule.firing.changes import take_changes
from app.schedule.firing.portions import work_portion
from app.schedule.firing.recipients import fire_recipients
from app.schedule.firing.schedules import fire_schedules
from app.schedule.firing.tools import Tools
from app.schedule.schemas import EmitterChange, EmitterCreate
from conversing import World

TEXT = "select body ->> 'text' as text from message where thread_id = $1 and sender_kind = 'bot' order by seq"
NINE = {"crons": [{"hour": "9"}], "own_zone": True}
NIGHT = {"start": "22:00", "end": "08:00"}


@dataclass(frozen=True, slots=True)
class Clocks:
    """Looks at everything there is to do, as the clock process does."""

    tools: Tools

    async def look(self, at: datetime, *, portion: int = 500) -> None:
        """Until nothing is to be done at that moment."""
        while True:
            done = await take_changes(self.tools, at)
            done += await fire_schedules(self.tools.pool, at)
            done += await work_portion(self.tools, at, limit=portion)
            done += await fire_recipients(self.tools, at)
            if not done:
                return


def clocks(world: World) -> Clocks:
    return Clocks(tools_of(world))


def tools_of(world: World) -> Tools:
    """Those of a clock process of its own."""
    return Tools(pool=world.pool, redis=world.redis)


def in_time(**ahead: float) -> datetime:
    return datetime.now(UTC) + timedelta(**ahead)


@dataclass(frozen=True, slots=True)
class Authors:
    """Somebody who makes emitters for a bot, through the product's own code."""

    world: World
    bot_id: UUID

    def _emitters(self, session: Any) -> Emitters:
        who = Principal(person_id=self.world.author, kind="user", role="DEVELOPER", sign_in_id=uuid7())
        return Emitters(session=session, person=who)

    async def emit(self, schedule: dict[str, Any], **more: Any) -> UUID:
        given = {"bot_id": self.bot_id, "name": "News", "message": {"text": "Hi"}, **more}
        given["schedule"] = schedule
        async with self.world.database.unit_of_work() as session:
            return (await self._emitters(session).create(EmitterCreate.model_validate(given))).id

    async def change(self, emitter_id: UUID, **given: Any) -> None:
        async with self.world.database.unit_of_work() as session:
            await self._emitters(session).change(emitter_id, EmitterChange.model_validate(given))


async def subscribe(world: World, channel: UUID, count: int, **variables: Any) -> list[UUID]:
    """So many new people in the channel, in the order of their ids."""
    people = sorted(uuid7() for _ in range(count))
    await tell(world, people, **variables)
    await world.execute(
        "insert into subscriber (id, channel_id, kind, member_id)"
        " select gen_random_uuid(), $1, 'anonymous', m.id from unnest($2::uuid[]) as m(id)",
        channel,
        people,
    )
    return people


async def tell(world: World, people: Iterable[UUID], **variables: Any) -> None:
    """What is known of them in the workspace."""
    await world.execute(
        "insert into user_variables (workspace_id, person_id, variables)"
        " select $1, p.id, $3::json from unnest($2::uuid[]) as p(id)"
        " on conflict (workspace_id, person_id) do update set variables = excluded.variables",
        world.workspace,
        list(people),
        json.dumps(variables),
    )


async def told(world: World, channel: UUID, person: UUID) -> list[str]:
    """What the bot said to somebody."""
    rows = await world.rows(TEXT, thread_id(channel, person, is_group=False))
    return [row["text"] for row in rows]


async def problems_counted(world: World) -> list[tuple[UUID, str, int]]:
    """Where alerts look."""
    rows = await world.rows("select bot_id, code, count from problem_count order by code")
    return [(row["bot_id"], row["code"], row["count"]) for row in rows]


async def runs(world: World, emitter_id: UUID, kind: str = "send") -> list[dict[str, Any]]:
    """The history, oldest first."""
    rows = await world.rows(
        "select * from emitter_run where emitter_id = $1 and kind = $2 order by occurrence", emitter_id, kind
    )
    return [{**row, "problems": json.loads(row["problems"] or "[]")} for row in rows]


def tomorrow(hour: int, zone: str) -> datetime:
    """That hour by a clock in the zone, on the day after the next, so that it has come nowhere yet."""
    day = (datetime.now(ZoneInfo(zone)) + timedelta(days=2)).date()
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def by_date(**more) -> dict:
    return {"date": {"variable": "user.remind_at", **more}}


class Dying:
    """A Redis that the clock dies over, after its commit."""

    def pipeline(self, **_):
        raise RuntimeError
