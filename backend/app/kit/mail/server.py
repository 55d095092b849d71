"""Where mail is handed in: SMTP_URL."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}
# What `?starttls=` may say, and what aiosmtplib is told: None upgrades where the server offers it.
STARTTLS: dict[str, bool | None] = {"auto": None, "required": True, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """`starttls`: True has to, None where it is offered."""

    host: str
    port: int
    is_tls: bool
    starttls: bool | None
    username: str | None = None
    password: str | None = field(default=None, repr=False)


def read_smtp_url(url: str) -> SmtpServer:
    """`smtp[s]://[user:password@]host[:port][?starttls=auto|required|off]`; a password is not sent in the
    clear to another machine unless `off` says so."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    wanted = parse_qs(parts.query).get("starttls", ["auto"])[0]
    starttls = STARTTLS[wanted]
    if starttls is None and parts.password and not _is_this_machine(host):
        starttls = True
    is_tls = parts.scheme == "smtps"
    return SmtpServer(
        host=host,
        port=parts.port or _PORTS[parts.scheme],
        is_tls=is_tls,
        starttls=False if is_tls else starttls,
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
