"""A letter as mail servers want it: plain text, and the same as simple HTML."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, formataddr, parseaddr
from uuid import UUID

import idna

from app.kit.clock import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`id` makes the Message-ID, so that a letter sent twice is seen to be one."""

    id: UUID
    to: str
    subject: str
    text: str
    html: str


def compose(letter: Letter, sender: str) -> EmailMessage:
    """`sender` is MAIL_FROM: an address, with a name before it or without."""
    # Only an address that is no other way to be written asks the server for more than old mail servers know.
    message = EmailMessage(policy=SMTP if letter.to.rpartition("@")[0].isascii() else SMTPUTF8)
    name, address = parseaddr(sender)
    message["From"] = formataddr((name, address)) if name else address
    message["To"] = _address(letter.to)
    # Names stand in it: what looks like an encoded word would be read as what it encodes.
    message["Subject"] = letter.subject.replace("=?", "= ?")
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{letter.id}@{address.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message


def _address(address: str) -> Address:
    """With the domain as name servers know it."""
    local, _, domain = address.rpartition("@")
    known = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    return Address(username=local, domain=known)
