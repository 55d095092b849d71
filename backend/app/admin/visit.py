"""An administrator's request: who it is, where it comes from, and what of this process it works with."""

from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request
from redis.asyncio import Redis
from starlette.requests import HTTPConnection

from app.accounts.dependencies import Parts
from app.accounts.principals import Principal
from app.authoring.waking import Waker
from app.channels.parts import ChannelParts
from app.kit.acting import act_through
from app.kit.api.client import came_by_https
from app.kit.errors import Forbidden

from .sessions import AdminSessions

COOKIE = "dbcv_admin"
READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What sections have as `self.visit` while they answer."""

    person: Principal
    parts: Parts
    waker: Waker
    channels: ChannelParts
    redis: Redis


def admin_sessions(request: Request) -> AdminSessions:
    return cast("AdminSessions", request.app.state.admin_sessions)


async def _visit(request: Request) -> Visit:
    """`auth:required` without a session of an administrator, `admin:origin` where another page sent it."""
    person = await admin_sessions(request).principal(request.cookies.get(COOKIE))
    if request.method not in READING:
        require_own_page(request)
    act_through(None)
    state = request.app.state
    return Visit(
        person=person, parts=state.parts, waker=state.waker, channels=state.channels, redis=state.redis
    )


TheVisit = Annotated[Visit, Depends(_visit)]


def require_own_page(request: Request) -> None:
    """What changes something has to say that a page of ours sent it; browsers always do."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    parts: Parts = request.app.state.parts
    if site not in {None, "same-origin"} or not _is_own(origin, site, request, parts):
        raise Forbidden("admin:origin", "This was not sent by a page of the administration.")


def is_own_origin(socket: HTTPConnection) -> bool:
    """Whether a page of ours opened this socket; browsers always say which page did."""
    origin = socket.headers.get("origin")
    return origin is not None and _is_own(origin, None, socket, socket.app.state.parts)


def _is_own(origin: str | None, site: str | None, request: HTTPConnection, parts: Parts) -> bool:
    if origin is None:
        return site == "same-origin"
    try:
        told = urlsplit(origin)
    except ValueError:  # such as http://[
        return False
    public = urlsplit(parts.settings.own_address)
    is_public = (told.scheme, told.netloc) == (public.scheme, public.netloc)
    return is_public or (bool(told.netloc) and told.netloc == request.headers.get("host"))


def is_secure(request: Request) -> bool:
    """Whether the cookie may be kept from plain HTTP: people come by HTTPS, here or at the proxy."""
    settings = cast("Parts", request.app.state.parts).settings
    is_public = settings.own_address.startswith("https://")
    return is_public or came_by_https(request.scope, settings.trusted_networks)
