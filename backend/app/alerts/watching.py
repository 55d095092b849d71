"""The clock process's look at bots whose people want to be told.

A row of `alert` is held while it is judged, and what is to be told is stored with the judgement: however many
clocks look at once, each alert is told once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.database import Database
from app.storage.models import Alert, AlertDelivery, AlertReader, Bot

from .counting import Met, problems_of, window
from .limits import KINDS_TOLD, LOOK
from .standing import Kind, Standing, judged

AT_ONCE = 100


async def watch(database: Database, at: datetime, *, can_mail: bool) -> int:
    """One round; how many bots were looked at. Without a mail server nobody is written to."""
    async with database.unit_of_work() as session:
        await _rest_archived(session)
        alerts = await _due(session, at)
        before = {one.bot_id: one.told_at for one in alerts}
        met = await problems_of(session, {one.bot_id: window(at, one.minutes) for one in alerts})
        told: dict[UUID, Kind] = {
            one.bot_id: kind for one in alerts if (kind := _judge(one, met[one.bot_id], at)) is not None
        }
        readers = await _readers(session, told) if can_mail else []
        for alert in alerts:
            if alert.bot_id in told:
                whom = [user_id for bot_id, user_id in readers if bot_id == alert.bot_id]
                body = body_of(alert, met[alert.bot_id], at)
                made = deliveries(alert, told[alert.bot_id], body, whom, at)
                session.add_all(made)
                if not made:  # whoever is named later is told at the next look
                    alert.told_at = before[alert.bot_id]
    return len(alerts)


async def _rest_archived(session: AsyncSession) -> None:
    """An archived bot meets nothing; should it come back, it begins anew."""
    archived = select(Bot.id).where(Bot.status == "archived")
    resting = update(Alert).where(Alert.since.is_not(None), Alert.bot_id.in_(archived))
    await session.execute(
        resting.values(since=None, calm_at=None), execution_options={"synchronize_session": False}
    )


async def _due(session: AsyncSession, at: datetime) -> list[Alert]:
    due = select(Alert).join(Bot, Bot.id == Alert.bot_id)
    due = due.where(Alert.is_on, Alert.due_at <= at, Bot.status != "archived").order_by(Alert.due_at)
    due = due.limit(AT_ONCE).with_for_update(of=Alert, skip_locked=True)
    alerts = list(await session.scalars(due))
    # A bot that is being deleted waits for its alert: what would wait for the bot in turn is left out.
    bots = select(Bot.id).where(Bot.id.in_([one.bot_id for one in alerts]))
    held = set(await session.scalars(bots.with_for_update(read=True, key_share=True, skip_locked=True)))
    return [one for one in alerts if one.bot_id in held]


def _judge(alert: Alert, met: Met, at: datetime) -> Kind | None:
    was = Standing(since=alert.since, calm_at=alert.calm_at, told_at=alert.told_at)
    standing, kind = judged(was, met.since if met.problems > alert.more_than else None, at)
    if kind == "over":
        met.since = alert.since  # what is over began then
    elif kind is not None:
        met.since = standing.since
    alert.since, alert.calm_at, alert.told_at = standing.since, standing.calm_at, standing.told_at
    alert.due_at = at + LOOK
    return kind


async def _readers(session: AsyncSession, bot_ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    wanted = select(AlertReader.bot_id, AlertReader.user_id).where(AlertReader.bot_id.in_(list(bot_ids)))
    return [(bot_id, user_id) for bot_id, user_id in await session.execute(wanted)]


def body_of(alert: Alert, met: Met, at: datetime) -> dict[str, Any]:
    """Numbers, codes and moments: nothing that a person has written."""
    return {
        "problems": met.problems,
        "kinds": [{"code": code, "problems": n} for code, n in met.most_first[:KINDS_TOLD]],
        "since": None if met.since is None else met.since.isoformat(),
        "at": at.isoformat(),
        "more_than": alert.more_than,
        "minutes": alert.minutes,
    }


def deliveries(
    alert: Alert, kind: Kind, body: dict[str, Any], readers: Iterable[UUID], at: datetime
) -> list[AlertDelivery]:
    """One for each reader, and one for the address."""
    whom: list[UUID | None] = [*readers, *([None] if alert.url else [])]
    return [AlertDelivery(bot_id=alert.bot_id, user_id=one, kind=kind, body=body, due_at=at) for one in whom]
