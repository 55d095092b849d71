"""/ws/status for programs with an administrator's token; /admin/live, a page with a socket by its cookie."""

from typing import cast

from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import RedirectResponse, Response

from app.accounts.dependencies import Parts
from app.accounts.principals import Principal
from app.channels.origins import is_allowed
from app.kit.errors import Forbidden, Unauthenticated

from ..registry import PREFIX
from ..sessions import AdminSessions
from ..visit import COOKIE, is_own_origin
from .page import live_page
from .socket import Watchers
from .words import live_words

sockets = APIRouter()
live = APIRouter(prefix=PREFIX, include_in_schema=False)

ROUTERS = (sockets, live)


@live.get("/live")
async def page(request: Request) -> Response:
    """The figures as they come, for who is signed in here; others are asked to."""
    sessions: AdminSessions = request.app.state.admin_sessions
    try:
        await sessions.principal(request.cookies.get(COOKIE))
    except Unauthenticated:
        return RedirectResponse(f"{PREFIX}/sign-in", 303)
    return live_page(live_words(request.headers.get("accept-language", "")))


@live.websocket("/live/figures")
async def by_cookie(socket: WebSocket) -> None:
    """For the page: a cookie goes wherever a browser is led, so a page of ours has to have opened it."""
    sessions: AdminSessions = socket.app.state.admin_sessions

    async def who() -> Principal:
        if not is_own_origin(socket):
            raise Forbidden("admin:origin", "This was not sent by a page of the administration.")
        return await sessions.principal(socket.cookies.get(COOKIE))

    await _watchers(socket).serve(socket, who)


@sockets.websocket("/ws/status")
async def by_token(socket: WebSocket) -> None:
    """The token of an administrator's sign-in is the subprotocol; access tokens open nothing here."""
    protocols: list[str] = socket.scope.get("subprotocols", [])
    token = protocols[1] if len(protocols) == 2 and protocols[0] == "bearer" else None
    parts = cast("Parts", socket.app.state.parts)

    async def who() -> Principal:
        origin, host = socket.headers.get("origin"), socket.headers.get("host", "")
        if not is_allowed(origin, host, parts.settings.own_origins, ()):
            raise Forbidden("admin:origin", "This was not sent by a page of the administration.")
        if token is None:
            raise Unauthenticated("auth:required", "Send the token as the second subprotocol.")
        person = await parts.verifier.verify(token)
        if not person.has_role("ADMIN"):
            raise Forbidden("auth:role_needed", "Your role doesn't allow this.", role="ADMIN")
        return person

    await _watchers(socket).serve(socket, who)


def _watchers(socket: WebSocket) -> Watchers:
    return cast("Watchers", socket.app.state.watchers)
