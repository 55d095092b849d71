"""Handing a letter to the author's mail server, at an address that the egress policy has checked."""

import asyncio
import ssl
from collections.abc import Mapping
from typing import Any, Final

import aiosmtplib

from app.kit.egress import EgressError
from app.kit.egress.target import host_name
from app.kit.hosts import Place, written

from ..asking import check_place, failed
from ..base import Call, Outside, Perform
from ..faults import Failed
from .letter import compose

PATIENCE: Final = 30.0  # seconds
TLS_PORT: Final = 465
SUBMISSION_PORT: Final = 587
USUAL_PORTS: Final = frozenset({25, TLS_PORT, SUBMISSION_PORT})  # of a credential's host without a port
_GREETING: Final = "localhost"  # a real name would tell the author's server what this machine is called
_NOT_OFFERED: Final = "The server does not offer what is needed (STARTTLS, sign-in or UTF-8)."
_REFUSED: Final = 500  # 4xx means later (RFC 5321 4.2.1)


async def send(call: Call, outside: Outside) -> Any:
    """{message_id, accepted, refused}; Failed where the server took it for nobody."""
    message, recipients = compose(call)
    security = _security(call)
    port = call.config.get("port") or (TLS_PORT if security == "tls" else SUBMISSION_PORT)
    signed_in = _sign_in(call, security, port)
    context = None if security == "none" else await asyncio.to_thread(ssl.create_default_context)
    patience = min(PATIENCE, call.seconds_left)
    try:
        async with asyncio.timeout(patience):
            connection = await outside.egress.dial(call.config["host"], port, patience)
            refused, _ = await aiosmtplib.send(
                message,
                recipients=recipients,
                hostname=call.config["host"],
                sock=connection,
                local_hostname=_GREETING,
                use_tls=security == "tls",
                start_tls=security == "starttls",
                tls_context=context,
                timeout=patience,
                **signed_in,
            )
    except EgressError as fault:
        fault.name(host=written((call.config["host"], port)))
        raise failed(fault) from fault
    except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
        raise failure_of(fault) from None
    return {
        "message_id": str(message["Message-ID"]),
        "accepted": [one for one in recipients if one not in refused],
        "refused": list(refused),
    }


def _security(call: Call) -> str:
    return call.config.get("security") or ("tls" if call.config.get("port") == TLS_PORT else "starttls")


def _sign_in(call: Call, security: str, port: int) -> dict[str, Any]:
    """A default credential for other servers is left out; one that is named must be for this one."""
    if call.credential is None:
        return {}
    try:
        check_place(call, _place(call, port), USUAL_PORTS)
    except Failed:
        if call.is_named:
            raise
        return {}
    if security == "none":
        raise Failed("invalid_config", "A password is not sent without encryption.")
    return {"username": call.secret("username"), "password": call.secret("password")}


def _place(call: Call, port: int) -> Place:
    """Hosts of credentials are those of addresses; a mail server's is compared as one."""
    try:
        return host_name(call.config["host"]), port
    except EgressError as fault:
        raise failed(fault) from fault


def failure_of(fault: Exception) -> Failed:
    """What the server says is not repeated but for its number: it may name people."""
    match fault:
        case aiosmtplib.SMTPAuthenticationError():
            return Failed("unauthorized")
        case aiosmtplib.SMTPRecipientsRefused(recipients=[refused, *_]):
            return _refusal("The server refuses every recipient", refused.code)
        case aiosmtplib.SMTPNotSupported():
            return Failed("invalid", _NOT_OFFERED)
        case aiosmtplib.SMTPResponseException(code=code):
            return _refusal("The server refuses the letter", code)
    if isinstance(fault, ssl.SSLError) or isinstance(fault.__cause__, ssl.SSLError):
        return Failed("connection", "The server's certificate is not trusted.")
    if isinstance(fault, TimeoutError):
        return Failed("timeout")
    if isinstance(fault, aiosmtplib.SMTPServerDisconnected | OSError):
        return Failed("connection")
    # aiosmtplib has no name of its own for STARTTLS and sign-in that a server does not offer.
    return Failed("invalid", _NOT_OFFERED if isinstance(fault, aiosmtplib.SMTPException) else "")


def _refusal(text: str, code: int) -> Failed:
    if code < 0:  # aiosmtplib's own for what is no SMTP
        return Failed("bad_answer")
    return Failed("invalid" if code >= _REFUSED else "unavailable", f"{text} ({code}).")


OPERATIONS: Mapping[str, Perform] = {"send": send}
