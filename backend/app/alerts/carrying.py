"""The clock process's round of alerts that are due: each goes to one reader or to the bot's address.

One is taken for LEASE before it is handed over, so what was cut off is sent again: twice rather than never.
Whether it is still wanted is decided when it is sent. What nobody has taken after ATTEMPTS is given up, and
the reason is told in the log and on the page of the bot's alerts.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

import structlog

from app.accounts.mail.posting import PostOffice, post_office
from app.kit.egress import EgressPolicy, GuardedClient
from app.kit.errors import Unavailable
from app.kit.mail import Letter, SmtpServer, compose, send
from app.kit.mail import Undelivered as Unsent
from app.runtime.ports import Undelivered
from app.runtime.postgres import Pool
from app.runtime.webhooks import Post, Poster
from app.settings import Settings

from .limits import ATTEMPTS, ATTEMPTS_CUT_OFF, FIRST_PAUSE, LEASE
from .telling import Told, letter, posted

BATCH = 10

_CLAIM = """
update alert_delivery set due_at = $2, attempts = attempts + 1
where id = any(array(
  select id from alert_delivery
  where due_at <= $1 and attempts < $4 order by due_at limit $3 for update skip locked))
returning id, bot_id, user_id, kind, body, attempts
"""
_ADDRESS = """
select a.url, a.secret, b.name as bot
from alert a join bot b on b.id = a.bot_id
where a.bot_id = $1 and a.url is not null and b.status <> 'archived' and (a.is_on or $2 = 'trial')
"""
# Whoever asked for it, may still edit the bot, and has shown that the address is theirs.
_READER = """
select u.email, u.locale, u.timezone, b.name as bot
from "user" u join bot b on b.id = $1 join alert a on a.bot_id = b.id
where u.id = $2 and u.is_active and u.email_verified_at is not null and b.status <> 'archived'
  and ($3 = 'trial' or a.is_on and exists (
    select from alert_reader r where r.bot_id = b.id and r.user_id = u.id))
  and (u.role = 'ADMIN' or u.role = 'DEVELOPER' and (
    exists (select from workspace_member m where m.workspace_id = b.workspace_id and m.user_id = u.id
            and m.role in ('owner', 'EDITOR'))
    or exists (select from bot_access s where s.bot_id = b.id and s.user_id = u.id and s.role = 'EDITOR')))
"""
_GONE = "delete from alert_delivery where id = $1"
_OLD = "delete from alert_delivery where created_at < $1"
_PUT_OFF = "update alert_delivery set due_at = $2 where id = $1"
# $3 null: it was taken, and whatever was wrong before is over.
_SETTLED_ADDRESS = """
with gone as (delete from alert_delivery where id = $1)
update alert set fault = $3, fault_at = case when $3::text is null then null else $4::timestamptz end
where bot_id = $2
"""
_SETTLED_READER = """
with gone as (delete from alert_delivery where id = $1)
update alert_reader set fault = $3, fault_at = case when $3::text is null then null else $4::timestamptz end
where bot_id = $2 and user_id = $5
"""

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """What it takes to reach people, and their programs."""

    office: PostOffice
    poster: Poster

    @property
    def pool(self) -> Pool:
        return self.office.pool


def courier(pool: Pool, settings: Settings) -> Courier:
    """As the settings say."""
    office = post_office(pool, settings)
    poster = Poster(client=GuardedClient(EgressPolicy.of(settings)), sealer=office.sealer)
    return Courier(office=office, poster=poster)


async def carry_due(courier: Courier, at: datetime) -> int:
    """One round; how many alerts it took up."""
    due = await courier.pool.fetch(_CLAIM, at, at + LEASE, BATCH, ATTEMPTS_CUT_OFF)
    outcomes = await asyncio.gather(*(_see_to(courier, row, at) for row in due), return_exceptions=True)
    for fault in filter(None, outcomes):
        raise fault
    return len(due)


async def forget_deliveries(pool: Pool, before: datetime) -> None:
    """Those that every clock has died over."""
    await pool.execute(_OLD, before)


async def _see_to(courier: Courier, row: Mapping[str, Any], at: datetime) -> None:
    by = "webhook" if row["user_id"] is None else "mail"
    try:
        is_wanted = await (_post(courier, row) if by == "webhook" else _write(courier, row))
    except (Undelivered, Unsent, Unavailable) as fault:
        await _refused(courier.pool, row, at, fault)
        return
    if is_wanted:
        await _settle(courier.pool, row, at, None)
        _log.info(
            "alert.sent", delivery_id=str(row["id"]), bot_id=str(row["bot_id"]), by=by, kind=row["kind"]
        )
    else:
        await courier.pool.execute(_GONE, row["id"])


async def _refused(
    pool: Pool, row: Mapping[str, Any], at: datetime, fault: Undelivered | Unsent | Unavailable
) -> None:
    """Put off, or given up."""
    code, is_final = _reason(fault)
    is_given_up = is_final or row["attempts"] >= ATTEMPTS
    if is_given_up:
        await _settle(pool, row, at, code)
    else:
        await pool.execute(_PUT_OFF, row["id"], at + FIRST_PAUSE * 2 ** (row["attempts"] - 1))
    _log.warning(
        "alert.undelivered",
        delivery_id=str(row["id"]),
        bot_id=str(row["bot_id"]),
        by="webhook" if row["user_id"] is None else "mail",
        fault=code,
        given_up=is_given_up,
    )


def _reason(fault: Undelivered | Unsent | Unavailable) -> tuple[str, bool]:
    match fault:
        case Undelivered():
            return fault.code, fault.final
        case Unsent():
            return fault.fault, fault.is_final
        case Unavailable():
            return fault.code, True


async def _settle(pool: Pool, row: Mapping[str, Any], at: datetime, fault: str | None) -> None:
    if row["user_id"] is None:
        await pool.execute(_SETTLED_ADDRESS, row["id"], row["bot_id"], fault, at)
    else:
        await pool.execute(_SETTLED_READER, row["id"], row["bot_id"], fault, at, row["user_id"])


async def _post(courier: Courier, row: Mapping[str, Any]) -> bool:
    """False where nobody wants it any more."""
    found = await courier.pool.fetchrow(_ADDRESS, row["bot_id"], row["kind"])
    if found is None:
        return False
    told = _told(courier, row, found["bot"])
    body = json.dumps(posted(told), ensure_ascii=False).encode()
    await courier.poster.post(Post(url=found["url"], secret=found["secret"], body=body, key=told.id))
    return True


async def _write(courier: Courier, row: Mapping[str, Any]) -> bool:
    """The same, by e-mail."""
    office = courier.office
    reader = await office.pool.fetchrow(_READER, row["bot_id"], row["user_id"], row["kind"])
    if reader is None or office.server is None:
        return False
    told = _told(courier, row, reader["bot"])
    wanted = letter(told, reader["email"], reader["locale"], reader["timezone"])
    await _send(office.server, wanted, office.sender)
    return True


async def _send(server: SmtpServer, wanted: Letter, sender: str) -> None:
    await send(server, _composed(wanted, sender))


def _composed(wanted: Letter, sender: str) -> EmailMessage:
    try:
        return compose(wanted, sender)
    except (ValueError, MessageError) as fault:
        raise Unsent("mail:unsendable", is_final=True) from fault


def _told(courier: Courier, row: Mapping[str, Any], bot: str) -> Told:
    return Told(
        id=row["id"],
        kind=row["kind"],
        bot_id=row["bot_id"],
        bot_name=" ".join(bot.split()),  # a subject has one line
        body=json.loads(row["body"]),
        own_address=courier.office.own_address,
    )
