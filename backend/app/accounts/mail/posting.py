"""The clock process's round: letters that are due are written, and sent where there is a mail server.

A letter is taken for LEASE before it is handed in, so one that was cut off is sent again: twice rather than
never. Without SMTP_URL it stays, for an administrator to hand on its link.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from typing import Any

import structlog

from app.kit.errors import Unavailable
from app.kit.mail import Letter, SmtpServer, Undelivered, compose, read_smtp_url, send
from app.kit.sealing import Sealer, sealer_of
from app.runtime.postgres import Pool
from app.settings import Settings

from .kinds import KINDS, link_of
from .texts import WORDINGS, as_html, as_text, language_of
from .writing import written

BATCH = 10
LEASE = timedelta(minutes=2)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)

_CLAIM = """
update outgoing_mail set due_at = $2, attempts = attempts + 1
where id = any(array(
  select id from outgoing_mail
  where due_at <= $1 and expires_at > $1 and ($3 or secret is null) and kind = any($5)
  order by due_at limit $4 for update skip locked))
returning id, kind, email, user_id, invitation_id, language, secret, attempts, expires_at
"""
_SENT = "delete from outgoing_mail where id = $1"
_PUT_OFF = "update outgoing_mail set due_at = $2, fault = $3 where id = $1"

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOffice:
    """`server` None: nothing is sent."""

    pool: Pool
    sealer: Sealer
    server: SmtpServer | None
    sender: str
    own_address: str


def post_office(pool: Pool, settings: Settings) -> PostOffice:
    """As the settings say."""
    url = settings.smtp_url
    return PostOffice(
        pool=pool,
        sealer=sealer_of(settings),
        server=None if url is None else read_smtp_url(url.get_secret_value()),
        sender=settings.sender,
        own_address=settings.own_address,
    )


async def post_due(office: PostOffice, at: datetime) -> int:
    """One round; how many letters it took up."""
    can_send = office.server is not None
    due = await office.pool.fetch(_CLAIM, at, at + LEASE, can_send, BATCH, [*KINDS])
    outcomes = await asyncio.gather(*(_see_to(office, row, at) for row in due), return_exceptions=True)
    for fault in filter(None, outcomes):
        raise fault
    return len(due)


async def _see_to(office: PostOffice, row: Mapping[str, Any], at: datetime) -> None:
    try:
        await _write_and_send(office, row)
    except Undelivered as fault:
        due = None if fault.is_final else at + _pause(row["attempts"])
        await office.pool.execute(_PUT_OFF, row["id"], due, fault.fault)
        _log.warning("mail.undelivered", letter_id=str(row["id"]), kind=row["kind"], fault=fault.fault)
    except Unavailable as fault:
        await office.pool.execute(_PUT_OFF, row["id"], at + LONGEST_PAUSE, fault.code)
        _log.warning("mail.unreadable", letter_id=str(row["id"]), kind=row["kind"], fault=fault.code)


async def _write_and_send(office: PostOffice, row: Mapping[str, Any]) -> None:
    linked = KINDS[row["kind"]].page is not None
    found = await written(office.pool, office.sealer, row, linked=linked)
    if found is None:
        return
    if office.server is not None:
        await send(office.server, _composed(_letter(office, row, *found), office.sender))
        _log.info("mail.sent", letter_id=str(row["id"]), kind=row["kind"])
    if office.server is not None or not linked:
        await office.pool.execute(_SENT, row["id"])


def _composed(letter: Letter, sender: str) -> EmailMessage:
    """An address that can't be written in a header is no reason for the clock to stop."""
    try:
        return compose(letter, sender)
    except (ValueError, MessageError) as fault:
        raise Undelivered("mail:unsendable", is_final=True) from fault


def _letter(office: PostOffice, row: Mapping[str, Any], token: str | None, locale: str | None) -> Letter:
    language = language_of(locale)
    wording = WORDINGS[language][row["kind"]]
    link = link_of(row["kind"], token, office.own_address)
    return Letter(
        id=row["id"],
        to=row["email"],
        subject=wording.subject,
        text=as_text(wording, link, office.own_address),
        html=as_html(wording, link, office.own_address, language),
    )


def _pause(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
