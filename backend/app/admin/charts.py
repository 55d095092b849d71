"""The dashboard: how much is said, what goes wrong, what waits, and how long people wait."""

from collections.abc import Callable
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
from app.runtime.streams import STREAMS, backlog_of

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


type Declared = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(kw_only=True)
class Drawn(WidgetActionChartProps):
    """FastAdmin hands all of it to what draws: its own way to choose colours has no effect there."""

    scale: dict[str, Any] = field(default_factory=lambda: {"color": {"range": ["#4c6ef5", "#f76707"]}})
    style: dict[str, Any] = field(default_factory=dict)
    point: dict[str, Any] | None = None


def _lines(title: str, description: str, of: str, by: str) -> Declared:
    """A minute by itself makes no line, so points are drawn too."""
    point = {"shapeField": "point", "sizeField": 2}
    drawn = Drawn(x_field="minute", y_field=of, series_field=by, point=point)
    return _chart(title, description, WidgetActionType.ChartLine, drawn)


def _bars(title: str, description: str, of: str, by: str, *filters: WidgetActionFilter) -> Declared:
    return _chart(title, description, WidgetActionType.ChartBar, _wide(of, by), *filters)


def _columns(title: str, description: str, of: str, by: str) -> Declared:
    return _chart(title, description, WidgetActionType.ChartColumn, _wide(of, by))


def _wide(of: str, by: str) -> Drawn:
    return Drawn(x_field=by, y_field=of, style={"maxWidth": 28})


def _chart(
    title: str, description: str, kind: WidgetActionType, drawn: Drawn, *filters: WidgetActionFilter
) -> Declared:
    declared = widget_action(
        tab="Now",
        title=title,
        description=description,
        widget_action_type=kind,
        widget_action_props=drawn,
        widget_action_filters=[*filters],
        width=12,
    )
    return cast("Declared", declared)


PERIODS = {"an hour": 1, "a day": 24, "a week": 168}
_WITHIN = WidgetActionFilter(
    field_name="within",
    widget_type=WidgetType.Select,
    widget_props={"options": [{"label": one, "value": one} for one in PERIODS]},
)


class Looked(Protocol):
    """What charts have of the section they are drawn at."""

    @property
    def visit(self) -> Visit: ...


class Charts:
    """For one section to have: FastAdmin knows charts as a section's."""

    widget_actions = ("messages", "waits", "waiting", "problems", "answers")

    @_lines("Messages a minute", "Of the last hour, by UTC", "messages", "sender")
    async def messages(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del payload
        return await _drawn(self.visit, MESSAGES)

    @_lines(
        "Milliseconds until a bot answers",
        "From a person's message to the answer, as they are stored: half, and 95 of a hundred",
        "ms",
        "share",
    )
    async def waits(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del payload
        return await _drawn(self.visit, WAITS)

    @_bars(
        "What waits",
        "Rows of the database, and wake-ups that no worker has taken yet",
        "waiting",
        "queue",
    )
    async def waiting(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        del payload
        rows = await _drawn(self.visit, WAITING)
        return WidgetActionResponseSchema(data=[*rows.data, *await _streams(self.visit)])

    @_bars(
        "Problems by code", "Met in turns of bots; the twenty that were met most", "times", "code", _WITHIN
    )
    async def problems(self: Looked, payload: WidgetActionInputSchema) -> WidgetActionResponseSchema:
        chosen = [PERIODS[one.value] for one in payload.query if one.value in [*PERIODS]]
        return await _drawn(self.visit, PROBLEMS, hours=chosen[0] if chosen else PERIODS["a day"])

    @_columns(
        "Answers over HTTP, by status",
        "Of the API process that draws this, since it started",
        "answers",
        "status",
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
            seen = await backlog_of(visit.redis, stream)
        except (RedisError, OSError):
            continue
        found.append({"queue": f"wake-ups: {stream.name}", "waiting": seen.unread + seen.pending})
    return found
