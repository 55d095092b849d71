"""A real mail server on loopback, which takes letters, refuses them, or takes its time."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

USER, SECRET = "robot", "a secret: of/its own"


@dataclass(slots=True, kw_only=True)
class MailServer:
    """`refusing`: what it says to every recipient; `answering`: cleared, it says nothing any more."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    secured: list[bool] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)
    refusing: str | None = None
    answering: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def hear_recipient(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ):
        await self.answering.wait()
        if self.refusing is not None:
            return self.refusing
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def take_letter(self, server: SMTP, session: Any, envelope: Envelope) -> str:
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        self.recipients += envelope.rcpt_tos
        self.secured.append(session.ssl is not None)
        self.signed_in.append(bool(session.authenticated))
        return "250 OK"

    def text(self, number: int = -1) -> str:
        """The plain text of a letter."""
        return _content(self.letters[number], "plain")

    def html(self, number: int = -1) -> str:
        return _content(self.letters[number], "html")


def _content(letter: EmailMessage, kind: str) -> str:
    return letter.get_body((kind,)).get_content().replace("\r\n", "\n")


def _authenticate(server: SMTP, session: Any, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        SECRET.encode(),
    )
    return AuthResult(success=is_right, handled=False)


@asynccontextmanager
async def mail_server(
    *, tls: ssl.SSLContext | None = None, implicit: bool = False, **options: Any
) -> AsyncIterator[MailServer]:
    """`tls`: it offers STARTTLS, or with `implicit` speaks TLS from the first byte."""
    peer = MailServer()
    peer.answering.set()

    def protocol() -> SMTP:
        offered = None if implicit else tls
        heard = SimpleNamespace(handle_RCPT=peer.hear_recipient, handle_DATA=peer.take_letter)
        return SMTP(heard, hostname="mail.test", tls_context=offered, authenticator=_authenticate, **options)

    listening = await asyncio.get_running_loop().create_server(
        protocol, "127.0.0.1", 0, ssl=tls if implicit else None
    )
    peer.port = listening.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        peer.answering.set()
        listening.close()
        listening.close_clients()
        await listening.wait_closed()


def mail_tls(folder: Path) -> ssl.SSLContext:
    """The server's side of a certificate for this machine; who reads `folder / "trusted.pem"` trusts it."""
    (folder / "trusted.pem").write_text(CERTIFICATE)
    (folder / "server.pem").write_text(CERTIFICATE + KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


# For localhost, made for these tests, used nowhere else; valid for a hundred years.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUGWT+kNO/ryf8VZ2DKE9S0DB/lgwwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA4MDkyM1oYDzIxMjYxMDI4
MDgwOTIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASL17i7iNDIN408LU7+Pdmv9XMXwl38S/jwYjeYJMPCHj9ka1wJA278
YtT0fTUlkemGwvBgpN6xztuEoRVOjY4so28wbTAdBgNVHQ4EFgQUMmweoElgcnKE
Z95zSx5hbFWNpFswHwYDVR0jBBgwFoAUMmweoElgcnKEZ95zSx5hbFWNpFswDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgCUjKKM82+CAU/h4JAkKluoaSeM2Bk4QZB+HRc+zMRdgCIGlF
4EpNEYfxVhFBeerUAM1FsIS7kBPStxR+2Q6/1jJL
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyHmsiEKRHD8zJgOR
w1PDIdV4yRA2bcFxBRzN9dhP4d+hRANCAASL17i7iNDIN408LU7+Pdmv9XMXwl38
S/jwYjeYJMPCHj9ka1wJA278YtT0fTUlkemGwvBgpN6xztuEoRVOjY4s
-----END PRIVATE KEY-----
"""
