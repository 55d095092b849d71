"""Real servers on loopback for tests of what goes out, and names that resolve as a test wishes."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.kit.egress import EgressError, EgressPolicy, GuardedClient, read_allow


@dataclass(kw_only=True)
class Seen:
    """One request as it came."""

    line: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(kw_only=True)
class Server:
    port: int
    seen: list[Seen] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


type Handler = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(answer: bytes | Handler, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Answers every request with the same bytes, or as the handler does; then closes."""
    place = Server(port=0)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            seen = await _read(reader)
            place.seen.append(seen)
            if isinstance(answer, bytes):
                writer.write(answer)
            else:
                await answer(seen, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    place.port = server.sockets[0].getsockname()[1]
    try:
        yield place
    finally:
        server.close()
        server.close_clients()
        await server.wait_closed()


async def _read(reader: asyncio.StreamReader) -> Seen:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    line, *rest = head.rstrip("\r\n").split("\r\n")
    headers = [(name, value.strip()) for name, _, value in (one.partition(":") for one in rest)]
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    return Seen(line=line, headers=headers, body=await reader.readexactly(length))


def answer(status: int = 200, body: bytes = b"", *headers: str) -> bytes:
    """A whole response with its length."""
    lines = [f"HTTP/1.1 {status} Any", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(location: str, status: int = 302) -> bytes:
    return answer(status, b"", f"Location: {location}")


async def until_closed(writer: asyncio.StreamWriter, piece: bytes) -> None:
    """Sends the same bytes for as long as the other side listens."""
    while True:
        writer.write(piece)
        await writer.drain()


class Names:
    """A resolver whose answers are given: a list of addresses for each time a name is asked for."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self._answers = {name.replace("_", "."): list(found) for name, found in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if not self._answers.get(host):
            raise EgressError("http:connection", "unknown_name")
        return self._answers[host].pop(0)


def client(
    *allow: str,
    resolver: Names | None = None,
    tls: ssl.SSLContext | None = None,
    proxies: tuple[str, ...] = (),
    **limits: float,
) -> GuardedClient:
    """A client with small limits that may reach what a test allows it."""
    policy = EgressPolicy(
        allow=read_allow(allow), proxies=read_allow(proxies), **{"total_timeout": 5, **limits}
    )
    return GuardedClient(policy, resolver=resolver, tls=tls or _nobody_trusted)


# Making the usual one reads every authority: once is enough for tests that need none.
_nobody_trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def server_tls(folder: Path) -> ssl.SSLContext:
    """The server side of a certificate that nobody but `trusting` trusts, for server.test."""
    pem = folder / "server.pem"
    pem.write_text(CERTIFICATE + KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cadata=CERTIFICATE)


# For server.test, made for these tests, used nowhere else; valid for a hundred years.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUD7tda5UGeCleZPZmyEGKefzWevowCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLc2VydmVyLnRlc3QwIBcNMjYxMTIxMDQ1MDA5WhgPMjEyNjEw
MjgwNDUwMDlaMBYxFDASBgNVBAMMC3NlcnZlci50ZXN0MFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEZN6v9ATkS19HOxDJQlEqpi/572OP4z9HgLou+5Zz8GGn1+so
PlgD4EYHimNUMV+ZlAdimDq8WxJcxZhc9kfZG6NrMGkwHQYDVR0OBBYEFI4W+reo
mj6nFWFQlf66OeT5stALMB8GA1UdIwQYMBaAFI4W+reomj6nFWFQlf66OeT5stAL
MA8GA1UdEwEB/wQFMAMBAf8wFgYDVR0RBA8wDYILc2VydmVyLnRlc3QwCgYIKoZI
zj0EAwIDSAAwRQIhAPg2RDZ3M0ML+JkqbmibeiPZETLUgjBA+tFPvYlMK1XrAiBo
m6Md58VEfOl7U8/BkrnzpAM4xHB5/8Umi3AIrDTPUQ==
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiLQtWMKpQe8VRhWG
u/11ywXFTucmTVno3mY+R4L+TxyhRANCAARk3q/0BORLX0c7EMlCUSqmL/nvY4/j
P0eAui77lnPwYafX6yg+WAPgRgeKY1QxX5mUB2KYOrxbElzFmFz2R9kb
-----END PRIVATE KEY-----
"""
