"""The dashboard: how much is said, what goes wrong, what waits, and how long people wait."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from fastadmin import (
    WidgetActionChartProps,
    WidgetActionFilter,
    WidgetActionInputSchema,
    WidgetActionResponseSchema,
    WidgetActionType,
    WidgetType,
    widget_action,
)
from redis.exceptions import RedisError
from sqlalchemy import text

from app.kit.api.metrics import REQUESTS
from app.runtime.streams import STREAMS

from .section import reading
from .visit import Visit

MESSAGES = text("""
with minute as (
    select generate_series(date_trunc('minute', now()) - interval '59 minutes', date_trunc('minute', now()),
                           interval '1 minute') as at
),
said as (
    select date_trunc('minute', created_at) as at, sender_kind = 'bot' as by_bot, count(*) as n
    from message where created_at >= date_trunc('minute', now()) - interval '59 minutes' group by 1, 2
)
select to_char(minute.at at time zone 'UTC', 'HH24:MI') as minute,
       case when by.bot then 'bots' else 'people' end as sender, coalesce(said.n, 0) as messages
from minute cross join (values (false), (true)) as by(bot)
left join said on said.at = minute.at and said.by_bot = by.bot
order by minute.at, by.bot
""")
PROBLEMS = text("""
select code.value as code, count(*) as times
from trace, json_array_elements_text(trace.body->'problems') as code
where trace.at >= now() - make_interval(hours => :hours) and json_typeof(trace.body->'problems') = 'array'
group by 1 order by 2 desc, 1 limit 20
""")
# An answer is what a bot says right after a person. Later than a minute it was a timer's.
WAITS = text("""
with answer as (
    select thread_id, seq, created_at from message
    where created_at >= date_trunc('minute', now()) - interval '59 minutes' and sender_kind = 'bot'
),
took as (
    select date_trunc('minute', answer.created_at) as at,
           extract(epoch from answer.created_at - asked.created_at) * 1000 as ms
    from answer join message asked on asked.thread_id = answer.thread_id and asked.seq = answer.seq - 1
    where asked.sender_kind <> 'bot' and answer.created_at - asked.created_at < interval '1 minute'
)
select to_char(at at time zone 'UTC', 'HH24:MI') as minute, share.name as share,
       round((percentile_cont(share.part) within group (order by ms))::numeric, 1)::float as ms
from took cross join (values ('half', 0.5), ('95 %', 0.95)) as share(name, part)
group by took.at, share.name, share.part order by took.at, share.part
""")
WAITING = text("""
select 'events' as queue, count(*) as waiting from (select 1 from inbox limit 100000) as one
union all select 'messages out', count(*) from (select 1 from outbox limit 100000) as one
union all select 'commands', count(*) from (select 1 from command limit 100000) as one
union all select 'timers due', count(*) from (select 1 from timer where due_at < now() limit 100000) as one
union all select 'dead letters', count(*) from
    (select 1 from dead_letter where replayed_at is null limit 100000) as one
""")


@dataclass(kw_only=True)
class Drawn(WidgetActionChartProps):
    """FastAdmin hands all of it to what draws: its own way to choose colours has no effect there."""

    scale: dict[str, Any] = field(default_factory=lambda: {"color": {"range": ["#4c6ef5", "#f76707"]}})
    style: dict[str, Any] = field(default_factory=dict)
    point: dict[str, Any] | None = None


def _lines(y_field: str, series_field: str) -> Drawn:
    """A minute by itself makes no line, so points are drawn too."""
    point = {"shapeField": "point", "sizeField": 2}
    return Drawn(x_field="minute", y_field=y_field, series_field=series_field, point=point)


def _bars(x_field: str, y_field: str) -> Drawn:
    return Drawn(x_field=x_field, y_field=y_field, style={"maxWidth": 28})


PERIODS = {"an hour": 1, "a day": 24, "a week": 168}
_TAB = "Now"


class Looked(Protocol):
    """What charts have of the section they are drawn at."""

    @property
    def visit(self) -> Visit: ...


class Charts:
    """For one section to have: FastAdmin knows charts as a section's."""

    widget_actions = ("messages", "waits", "waiting", "problems", "answers")

    @widget_action(
        tab=_TAB,
        title="Messages a minute",
        description="Of the last hour, by UTC",
        widget_action_type=WidgetActionType.ChartLine,
        widget_action_props=_lines("messages", "sender"),
        width=12,
    )
    async def messages(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del payload
        return await _drawn(self.visit, MESSAGES)

    @widget_action(
        tab=_TAB,
        title="Milliseconds until a bot answers",
        description="From a person's message to the answer, as they are stored: half, and 95 of a hundred",
        widget_action_type=WidgetActionType.ChartLine,
        widget_action_props=_lines("ms", "share"),
        width=12,
    )
    async def waits(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del payload
        return await _drawn(self.visit, WAITS)

    @widget_action(
        tab=_TAB,
        title="What waits",
        description="Rows of the database, and wake-ups that no worker has taken yet",
        widget_action_type=WidgetActionType.ChartBar,
        widget_action_props=_bars("queue", "waiting"),
        width=12,
    )
    async def waiting(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del payload
        rows = await _drawn(self.visit, WAITING)
        return WidgetActionResponseSchema(data=[*rows.data, *await _streams(self.visit)])

    @widget_action(
        tab=_TAB,
        title="Problems by code",
        description="Met in turns of bots; the twenty that were met most",
        widget_action_type=WidgetActionType.ChartBar,
        widget_action_props=_bars("code", "times"),
        widget_action_filters=[
            WidgetActionFilter(
                field_name="within",
                widget_type=WidgetType.Select,
                widget_props={"options": [{"label": one, "value": one} for one in PERIODS]},
            )
        ],
        width=12,
    )
    async def problems(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        chosen = [PERIODS[one.value] for one in payload.query if one.value in [*PERIODS]]
        return await _drawn(self.visit, PROBLEMS, hours=chosen[0] if chosen else PERIODS["a day"])

    @widget_action(
        tab=_TAB,
        title="Answers over HTTP, by status",
        description="Of the API process that draws this, since it started",
        widget_action_type=WidgetActionType.ChartColumn,
        widget_action_props=_bars("status", "answers"),
        width=12,
    )
    async def answers(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del self, payload
        counted: dict[str, float] = {}
        for sample in next(iter(REQUESTS.collect())).samples:
            if sample.name.endswith("_total"):
                status = sample.labels["status"]
                counted[status] = counted.get(status, 0) + sample.value
        return WidgetActionResponseSchema(
            data=[{"status": one, "answers": n} for one, n in sorted(counted.items())]
        )


async def _drawn(visit: Visit, statement: Any, **values: Any) -> WidgetActionResponseSchema:
    async with reading(visit) as session:
        rows = (await session.execute(statement, values)).mappings().all()
    return WidgetActionResponseSchema(data=[dict(row) for row in rows])


async def _streams(visit: Visit) -> list[dict[str, Any]]:
    """Of each stream what its group was not given yet, or has not done with; nothing where Redis is away."""
    found: list[dict[str, Any]] = []
    for stream in STREAMS:
        try:
            groups = cast("list[Mapping[str, Any]]", await visit.redis.xinfo_groups(stream.name))
        except (RedisError, OSError):
            continue
        waiting = sum((group.get("lag") or 0) + (group.get("pending") or 0) for group in groups)
        found.append({"queue": f"wake-ups: {stream.name}", "waiting": waiting})
    return found
