"""The two ways in: streamable HTTP for everybody with a token, stdio for whoever started us."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

from .api import Api, connected
from .body import MOST_BYTES
from .door import Door
from .pace import Pace
from .server import make_server
from .settings import Settings
from .verifier import ApiVerifier

PATH = "/mcp"
_GRACE_SECONDS = 8


class Front:
    """The application, made when the process starts: its connections belong to the event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and scope["path"] == "/health":
            await _alive(send)
        elif self._app is not None:
            await self._app(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with self._running():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def _running(self) -> AsyncGenerator[None]:
        settings = self._settings
        async with connected(settings.api_root) as client:
            verifier = ApiVerifier(client)
            api = Api(client, caller_token, Pace(settings.mcp_calls_per_minute))
            server = make_server(api, verifier, settings.mcp_api_url)
            app = server.streamable_http_app(
                streamable_http_path=PATH,
                json_response=True,
                stateless_http=True,
                max_request_body_size=MOST_BYTES,
                transport_security=TransportSecuritySettings(
                    allowed_hosts=settings.allowed_hosts, allowed_origins=settings.allowed_origins
                ),
            )
            async with server.session_manager.run():
                self._app = Door(app, verifier, PATH)
                yield
                self._app = None


def caller_token() -> str:
    """Of the request under way; the door lets nobody in without."""
    found = get_access_token()
    return "" if found is None else found.token


def serve_http(settings: Settings) -> None:
    """Until SIGTERM or SIGINT."""
    uvicorn.run(
        Front(settings),
        host=settings.mcp_host,
        port=settings.mcp_port,
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


async def serve_stdio(settings: Settings) -> None:
    """With the one token of DBCV_TOKEN, until standard input ends."""
    token = "" if settings.dbcv_token is None else settings.dbcv_token.get_secret_value()
    async with connected(settings.api_root) as client:
        api = Api(client, lambda: token, Pace(settings.mcp_calls_per_minute))
        await make_server(api).run_stdio_async()


async def _alive(send: Send) -> None:
    body = b'{"status":"ok"}'
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
