"""What a process without an API of its own tells of itself over HTTP: metrics, and whether it is well.

Served on METRICS_PORT, for the operator's network alone. A web framework in each worker would cost more
memory than all that is said here is worth.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from secrets import compare_digest
from typing import Final

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import SecretStr

from app.settings import Settings

from .checks import Check, Looks

_LARGEST_HEAD: Final = 8192
_PATIENCE: Final = 5.0  # seconds for a request to come, and for its answer to be taken
_AT_ONCE: Final = 16
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain"


class _Status:
    """Answers one request a connection."""

    def __init__(
        self, checks: Mapping[str, Check], faults: tuple[type[Exception], ...], token: SecretStr | None
    ) -> None:
        self._looks = Looks(checks, faults)
        self._token = token
        self._under_way = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._under_way += 1
        try:
            if self._under_way <= _AT_ONCE:
                async with asyncio.timeout(_PATIENCE):
                    head = await reader.readuntil(b"\r\n\r\n")
                    writer.write(_written(await self._answer(head.decode("latin-1"))))
                    await writer.drain()
        except (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # who asks so gets no answer
        finally:
            self._under_way -= 1
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, head: str) -> _Answer:
        first, *headers = head.split("\r\n")
        method, _, rest = first.partition(" ")
        path = rest.partition(" ")[0].partition("?")[0]
        if method != "GET":
            return _Answer(status=HTTPStatus.METHOD_NOT_ALLOWED)
        if path == "/health/live":
            return _Answer(status=HTTPStatus.OK, body=b'{"status":"ok"}', kind=_JSON)
        if path in {"/health", "/health/ready"}:
            return await self._readiness()
        if path != "/metrics":
            return _Answer(status=HTTPStatus.NOT_FOUND)
        if not is_let_in(self._token, _authorization(headers)):
            return _Answer(status=HTTPStatus.UNAUTHORIZED)
        return _Answer(status=HTTPStatus.OK, body=generate_latest(), kind=CONTENT_TYPE_LATEST)

    async def _readiness(self) -> _Answer:
        named = await self._looks.look()
        all_well = all(word == "ok" for word in named.values())
        told = {"status": "ok" if all_well else "unavailable", "dependencies": named}
        status = HTTPStatus.OK if all_well else HTTPStatus.SERVICE_UNAVAILABLE
        return _Answer(status=status, body=orjson.dumps(told), kind=_JSON)


@asynccontextmanager
async def status_served(
    settings: Settings, checks: Mapping[str, Check], faults: tuple[type[Exception], ...]
) -> AsyncGenerator[None]:
    """For as long as the block lasts, where METRICS_PORT is given."""
    if settings.metrics_port is None:
        yield
        return
    status = _Status(checks, faults, settings.metrics_token)
    server = await asyncio.start_server(
        status.serve, settings.metrics_host, settings.metrics_port, limit=_LARGEST_HEAD
    )
    async with server:
        yield


def is_let_in(token: SecretStr | None, authorization: str) -> bool:
    """Whether that header opens what METRICS_TOKEN closes."""
    if token is None or not token.get_secret_value():
        return True
    return compare_digest(authorization.encode(), f"Bearer {token.get_secret_value()}".encode())


def _authorization(headers: list[str]) -> str:
    for line in headers:
        name, _, value = line.partition(":")
        if name.strip().lower() == "authorization":
            return value.strip()
    return ""


def _written(answer: _Answer) -> bytes:
    head = (
        f"HTTP/1.1 {answer.status.value} {answer.status.phrase}\r\n"
        f"Content-Type: {answer.kind}\r\nContent-Length: {len(answer.body)}\r\n"
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + answer.body
