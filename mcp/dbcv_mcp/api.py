"""The one way to DBCV: its REST API, with the token of whoever calls."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import httpx

from .lessons import Lesson, Taught, refused_by_api
from .pace import Pace
from .samples import ADVICE

type Word = object  # of a path; quoted, so that no id leads elsewhere

_BUSY = "computing:busy"
_PATIENCE = (0.5, 1.0, 2.0)  # seconds, where the person's own calls are in each other's way
_TIMEOUT = httpx.Timeout(90.0, connect=5.0)
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)


class Api:
    """`token`: that of the call under way. Answers are JSON; every refusal is a `Taught`."""

    def __init__(self, client: httpx.AsyncClient, token: Callable[[], str], pace: Pace) -> None:
        self._client = client
        self._token = token
        self._pace = pace

    async def get(self, *path: Word, **query: Any) -> Any:
        return await self._ask("GET", path, query=query)

    async def post(self, *path: Word, body: Any = None, **query: Any) -> Any:
        return await self._ask("POST", path, body=body, query=query)

    async def patch(self, *path: Word, body: Any) -> Any:
        return await self._ask("PATCH", path, body=body)

    async def put(self, *path: Word, body: Any, **query: Any) -> Any:
        return await self._ask("PUT", path, body=body, query=query)

    async def _ask(self, method: str, path: tuple[Word, ...], *, body: Any = None, query: Any = None) -> Any:
        self._pace.take(self._token())
        for pause in (*_PATIENCE, None):
            answer = await self._once(method, path, body, query or {})
            if answer.is_success:
                return answer.json()
            fault = refused_by_api(_json(answer), answer.status_code)
            if fault.lesson.code != _BUSY or pause is None:
                raise fault
            await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def _once(
        self, method: str, path: tuple[Word, ...], body: Any, query: dict[str, Any]
    ) -> httpx.Response:
        address = "/" + "/".join(_quoted(str(word)) for word in path)
        known = {name: value for name, value in query.items() if value is not None}
        try:
            return await self._client.request(
                method,
                address,
                json=body,
                params=known,
                headers={"Authorization": f"Bearer {self._token()}"},
            )
        except httpx.TransportError as fault:
            raise away() from fault


def away() -> Taught:
    """DBCV doesn't answer."""
    code = "api:unavailable"
    return Taught(Lesson(code=code, message="DBCV doesn't answer just now.", next=ADVICE[code]))


@asynccontextmanager
async def connected(root: str) -> AsyncGenerator[httpx.AsyncClient]:
    """Connections to the API at `root`; a redirect would carry the token elsewhere, so none is followed."""
    async with httpx.AsyncClient(
        base_url=root, timeout=_TIMEOUT, limits=_LIMITS, follow_redirects=False, trust_env=False
    ) as client:
        yield client


def _quoted(word: str) -> str:
    """A segment of a path. Dots alone would lead out of it whatever is done to them."""
    if not word.strip("."):
        raise Taught(Lesson(code="api:invalid", message=f"“{word[:80]}” is no id.", found=word[:80]))
    return quote(word, safe="")


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
