"""Handing one letter to the mail server, within a bounded time."""

import asyncio
import ssl
from email.message import EmailMessage

import aiosmtplib

from .server import SmtpServer

PATIENCE_SECONDS = 30.0

# A letter that this server can't carry at all, such as one to an address in letters it does not know.
_UNSENDABLE = (aiosmtplib.SMTPNotSupported, ValueError)
_LATER: tuple[tuple[type[Exception], str], ...] = (
    (aiosmtplib.SMTPAuthenticationError, "mail:sign_in_refused"),
    (TimeoutError, "mail:timeout"),
    (ssl.SSLError, "mail:no_trust"),
    (OSError, "mail:unreachable"),
    (Exception, "mail:server_error"),
)


class Undelivered(Exception):
    """`fault` is a code; `is_final` where the server will not take this letter, however often it is asked."""

    def __init__(self, fault: str, *, is_final: bool = False) -> None:
        super().__init__(fault)
        self.fault = fault
        self.is_final = is_final


async def send(server: SmtpServer, message: EmailMessage, patience: float = PATIENCE_SECONDS) -> None:
    """Return once the server has taken it, else raise Undelivered. What the server says is not repeated: it
    may name people."""
    try:
        async with asyncio.timeout(patience):
            await aiosmtplib.send(
                message,
                hostname=server.host,
                port=server.port,
                username=server.username,
                password=server.password,
                use_tls=server.is_tls,
                start_tls=server.starttls,
                timeout=patience,
            )
    except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
        raise _undelivered(fault) from None


def _undelivered(fault: Exception) -> Undelivered:
    match fault:
        case aiosmtplib.SMTPRecipientsRefused(recipients=[refused, *_]):
            return _refused("mail:recipient_refused", refused.code)
        case aiosmtplib.SMTPDataError(code=code):
            return _refused("mail:refused", code)
    if isinstance(fault.__cause__, ssl.SSLError):
        fault = fault.__cause__
    is_final = isinstance(fault, _UNSENDABLE) and not isinstance(fault, OSError)
    code = "mail:unsendable" if is_final else next(code for kind, code in _LATER if isinstance(fault, kind))
    return Undelivered(code, is_final=is_final)


def _refused(code: str, reply: int) -> Undelivered:
    """4xx means later (RFC 5321 4.2.1)."""
    return Undelivered(f"{code} {reply}", is_final=reply >= 500)
