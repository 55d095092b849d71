"""Composition root of the API: REST, and what the nouns bring of WebSocket and pages."""

from collections.abc import Mapping, Sequence
from functools import cache

import uvicorn
from fastapi import APIRouter, FastAPI
from redis.exceptions import RedisError
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.accounts.dependencies import current_person
from app.accounts.endpoints import ROUTERS as ACCOUNTS
from app.accounts.scopes import opens
from app.admin import ROUTERS as ADMIN
from app.alerts.endpoints import router as alerts
from app.api_process import lifespan, plug
from app.authoring.administration.endpoints import ROUTERS as ADMINISTRATION
from app.authoring.changes.endpoints import router as drafts
from app.authoring.describing import router as schemas
from app.authoring.endpoints import router as bots
from app.authoring.examples import router as examples
from app.authoring.exchange import BUNDLE_BYTES
from app.authoring.exchange.endpoints import router as exchange
from app.authoring.kept_tests.endpoints import router as kept_tests
from app.authoring.live.serving import router as live_socket
from app.authoring.parts.endpoints import ROUTERS as PARTS
from app.authoring.presets.endpoints import router as presets
from app.authoring.proposals.endpoints import router as proposals
from app.authoring.rules.endpoints import router as rules
from app.authoring.templates.endpoints import ROUTERS as TEMPLATES
from app.channels.endpoints import router as channels
from app.channels.vouching_endpoints import router as vouching
from app.channels.web.pages import Built, chat_router, read_chat
from app.channels.webhook.endpoints import router as webhooks
from app.conversations.endpoints import ROUTERS as CONVERSATIONS
from app.integrations.credentials.endpoints import router as credentials
from app.integrations.endpoints import router as integrations
from app.kit.api.away import add_away_handlers
from app.kit.api.body_limit import BodyLimit, LimitOf
from app.kit.api.border import Border
from app.kit.api.connections import raise_file_limit
from app.kit.api.description import DescribedApi
from app.kit.api.faults import add_fault_handlers
from app.kit.api.forward import METHODS
from app.kit.api.health import health_router
from app.kit.api.metrics import metrics
from app.kit.api.protocols import protocols
from app.kit.api.reference import docs
from app.kit.api.site import Site, add_site, read_site
from app.kit.built import BUILT
from app.kit.logging import configure_logging
from app.kit.starting import settings_to_start_with
from app.media.content import router as contents
from app.media.endpoints import router as attachments
from app.media.icons import router as icons
from app.schedule.endpoints import ROUTERS as SCHEDULE
from app.settings import Settings

API = "/api/v1"
BODY_BYTES = 1024 * 1024
_LARGEST_BODIES = {f"{API}/bots/import": BUNDLE_BYTES}
_GRACE_SECONDS = 8


# Under /api/v1.
ROUTERS = (
    *ACCOUNTS,
    exchange,
    bots,
    drafts,
    kept_tests,
    proposals,
    rules,
    *ADMINISTRATION,
    *TEMPLATES,
    *PARTS,
    presets,
    examples,
    schemas,
    channels,
    vouching,
    webhooks,
    attachments,
    contents,
    icons,
    credentials,
    integrations,
    *CONVERSATIONS,
    *SCHEDULE,
    alerts,
)


def create_app(settings: Settings) -> FastAPI:
    """`app.state`: `parts` (accounts.dependencies), and by name `database`, `verifier`, `redis`, `cache`."""
    app = DescribedApi(
        signed_in=current_person,
        scope_of=opens,
        title="DBCV",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    plug(app, settings)
    add_fault_handlers(app)
    add_away_handlers(app)
    app.router.routes.extend(_routes())
    app.include_router(live_socket)
    app.include_router(chat_router(_chat()))
    app.include_router(health_router(app.state.checks, (RedisError,)))
    app.include_router(metrics)
    app.include_router(docs)
    for router in ADMIN:
        app.include_router(router)
    for path in ("/mcp", "/mcp/"):  # a redirect to the one without a slash would lose the token
        app.router.routes.append(Route(path, app.state.assistants, methods=METHODS, include_in_schema=False))
    add_site(app, _site(settings.registration))
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limit_of=_body_limit(settings))
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE"),
            allow_headers=("Authorization", "Content-Type"),
            expose_headers=("ETag", "Retry-After", "X-Request-Id"),
        )
    app.add_middleware(Border)
    return app


@cache
def _routes() -> Sequence[BaseRoute]:
    """The same ones for every app: reading their models takes longer than all else of a start."""
    every = APIRouter()
    for router in ROUTERS:
        every.include_router(router, prefix=API)
    return every.routes


@cache
def _chat() -> Mapping[str, Built]:
    return read_chat(BUILT)


@cache
def _site(registration: str) -> Site:
    return read_site(BUILT, {"REGISTRATION": registration})


def _body_limit(settings: Settings) -> LimitOf:
    def limit_of(path: str) -> int:
        if path.startswith(API) and path.endswith("/attachments"):
            return settings.attachment_max_bytes
        return _LARGEST_BODIES.get(path, BODY_BYTES)

    return limit_of


class Front:
    """The hot routes in front of the framework, as soon as the process has started."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hot: ASGIApp | None = getattr(self.app.state, "hot", None)
        await (hot or self.app)(scope, receive, send)


def main() -> None:
    """Serve on HOST and PORT until SIGTERM or SIGINT."""
    settings = settings_to_start_with()
    configure_logging("api")
    raise_file_limit()
    uvicorn.run(
        Front(create_app(settings)),
        host=settings.host,
        port=settings.port,
        **protocols(settings),
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


if __name__ == "__main__":
    main()
