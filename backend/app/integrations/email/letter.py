"""A letter made of what an author wrote and people said: nothing in it can become another header."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from typing import Any

import idna

from app.kit.clock import now

from ..base import Call, Config
from ..faults import Failed
from .manifest import MOST_RECIPIENTS

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ONE_LINE = ("from", "reply_to", "host")
_NAMED = re.compile(r"([^<>@]*)(<[^<>]*>)\s*")  # a name without an address in it, and an address


def compose(call: Call) -> tuple[EmailMessage, list[str]]:
    """The letter, and the addresses it goes to; Failed `invalid_config` where it cannot be one."""
    config = call.config
    for name in _ONE_LINE:
        _check_line(name, _with_plain_name(config.get(name, "")))
    sender = _read("from", config["from"])
    people = {name: [_read(name, one) for one in config.get(name, [])] for name in ("to", "cc", "bcc")}
    everybody = list(dict.fromkeys(one.addr_spec for group in people.values() for one in group))
    if len(everybody) > MOST_RECIPIENTS:
        raise Failed("invalid_config", f"A letter goes to at most {MOST_RECIPIENTS} addresses.")
    plain = all(address.isascii() for address in (sender.addr_spec, *everybody))
    message = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    message["From"] = sender
    message["To"] = people["to"]
    if people["cc"]:
        message["Cc"] = people["cc"]
    if "reply_to" in config:
        message["Reply-To"] = _read("reply_to", config["reply_to"])
    message["Subject"] = _in_one_line(config["subject"])
    message["Date"] = format_datetime(now())
    # The same whenever the same command is performed, so that mail programs see one letter.
    message["Message-ID"] = f"<{call.id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    _fill(message, config)
    return message, everybody


def _fill(message: EmailMessage, config: Config) -> None:
    text, html = config.get("text"), config.get("html")
    if text is None and html is None:
        raise Failed("invalid_config", "A letter needs a text or HTML.")
    if text is not None:
        message.set_content(text, cte="quoted-printable")
    if html is not None:
        add = message.set_content if text is None else message.add_alternative
        add(html, subtype="html", cte="quoted-printable")


def _in_one_line(text: str) -> str:
    """Line breaks and tabs are spaces: people write them, and none may begin a header."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _with_plain_name(given: str) -> str:
    """The same with the name in one line; what stands in an address stays."""
    found = _NAMED.fullmatch(given.strip(" "))
    return f"{_in_one_line(found[1])} {found[2]}".strip() if found else given


def _check_line(name: str, value: Any) -> None:
    if _CONTROL.search(value):
        raise Failed("invalid_config", f"The setting “{name}” has line breaks or control characters.")


def _read(name: str, given: str) -> Address:
    """`address` or `Name <address>`, the domain as name servers know it."""
    given = _with_plain_name(given)
    _check_line(name, given)
    shown, found = parseaddr(given.strip())
    local, at, domain = found.rpartition("@")
    if not at or not local or (not shown and found != given.strip().strip("<>")):
        raise _no_address(name)
    try:
        known = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
        return Address(display_name=shown, username=local, domain=known)
    except (ValueError, UnicodeError, IndexError) as broken:
        raise _no_address(name) from broken


def _no_address(name: str) -> Failed:
    return Failed("invalid_config", f"What stands in “{name}” is not an e-mail address.")
