"""Composition root of the API: REST, and what the nouns bring of WebSocket and pages."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from redis.asyncio import Redis
from redis.exceptions import RedisError
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.accounts.dependencies import Parts, current_person
from app.accounts.endpoints import ROUTERS as ACCOUNTS
from app.accounts.limits import RateLimits
from app.accounts.passwords import Passwords
from app.accounts.revocations import Revocations
from app.accounts.scopes import opens
from app.accounts.service import Accounts, Tools
from app.accounts.tokens import AccessTokens
from app.accounts.verify import TokenVerifier
from app.admin import ROUTERS as ADMIN
from app.admin import AdminSessions, Board, Sources, Watchers
from app.alerts.endpoints import router as alerts
from app.authoring.administration.endpoints import ROUTERS as ADMINISTRATION
from app.authoring.asking import Asking
from app.authoring.changes.endpoints import router as drafts
from app.authoring.code import Code
from app.authoring.describing import router as schemas
from app.authoring.endpoints import router as bots
from app.authoring.examples import router as examples
from app.authoring.exchange import BUNDLE_BYTES
from app.authoring.exchange.endpoints import router as exchange
from app.authoring.kept_tests.endpoints import router as kept_tests
from app.authoring.live.serving import live
from app.authoring.live.serving import router as live_socket
from app.authoring.parts.endpoints import ROUTERS as PARTS
from app.authoring.presets import PRESETS
from app.authoring.presets.endpoints import router as presets
from app.authoring.proposals.endpoints import router as proposals
from app.authoring.rules.endpoints import router as rules
from app.authoring.simulation import compiled
from app.authoring.templates.endpoints import ROUTERS as TEMPLATES
from app.authoring.waking import Waker
from app.backup.tidying import settle_at_start
from app.channels.endpoints import router as channels
from app.channels.serving import Needs, serving
from app.channels.vouching_endpoints import router as vouching
from app.channels.web.pages import Built, chat_router, read_chat
from app.channels.webhook.endpoints import router as webhooks
from app.conversations.endpoints import ROUTERS as CONVERSATIONS
from app.conversations.parts import ConversationParts
from app.engine.commands import CallHttp, CallIntegration
from app.integrations.base import Outside
from app.integrations.credentials.endpoints import router as credentials
from app.integrations.credentials.vault import Vault
from app.integrations.endpoints import router as integrations
from app.integrations.performer import IntegrationPerformer
from app.integrations.registry import MANIFESTS, known_integrations
from app.kit.api.away import add_away_handlers
from app.kit.api.body_limit import BodyLimit, LimitOf
from app.kit.api.border import Border
from app.kit.api.connections import raise_file_limit
from app.kit.api.description import DescribedApi
from app.kit.api.faults import add_fault_handlers
from app.kit.api.forward import METHODS, Forward
from app.kit.api.health import health_router
from app.kit.api.metrics import metrics
from app.kit.api.protocols import protocols
from app.kit.api.reference import docs
from app.kit.api.site import Site, add_site, read_site
from app.kit.built import BUILT
from app.kit.computing import Computing
from app.kit.egress import EgressPolicy, GuardedClient
from app.kit.icons import shelf_of
from app.kit.logging import configure_logging
from app.kit.sealing import sealer_of
from app.kit.secrets import secret
from app.kit.starting import settings_to_start_with
from app.kit.status import status_served
from app.media.content import router as contents
from app.media.endpoints import router as attachments
from app.media.icons import router as icons
from app.media.parts import media_parts
from app.media.sending import Sending
from app.media.shelf import Shelf
from app.runtime.metrics import POOLS, PoolUse
from app.runtime.performers import HttpPerformer
from app.runtime.ports import Performer
from app.runtime.postgres import Pool
from app.runtime.posting import Posting
from app.runtime.shares import Shares
from app.sandbox import InThreads, Sandbox, SandboxLimits
from app.schedule.endpoints import ROUTERS as SCHEDULE
from app.settings import Settings
from app.storage.database import Database

API = "/api/v1"
BODY_BYTES = 1024 * 1024
POSTS, POSTS_OF_BOT = 2, 1  # at once, of tests that send for real
_LARGEST_BODIES = {f"{API}/bots/import": BUNDLE_BYTES}
_GRACE_SECONDS = 8
RENEWAL_SECONDS = 5.0  # for tokens that are being renewed when it ends


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
        lifespan=_lifespan,
    )
    _plug(app, settings)
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


def _plug(app: FastAPI, settings: Settings) -> None:
    """One of each for this process; nothing connects before it is asked."""
    database = Database(settings)
    redis = _redis(settings.redis_url.get_secret_value())
    cache = redis if settings.cache_redis_url is None else _redis(settings.cache_redis_url.get_secret_value())
    revocations = Revocations(cache)
    tools = Tools(
        settings=settings,
        database=database,
        tokens=AccessTokens(secret("jwt_secret", settings), timedelta(minutes=settings.access_token_minutes)),
        passwords=Passwords(),
        limits=RateLimits(cache),
        revocations=revocations,
    )
    app.state.database, app.state.redis, app.state.cache = database, redis, cache
    app.state.checks = {"database": database.check, "redis": redis.ping}
    POOLS.watch("api", lambda: _pool_use(database))
    app.state.egress = GuardedClient(EgressPolicy.of(settings))
    app.state.computing = Computing()
    app.state.sandbox = Sandbox(SandboxLimits.of(settings))
    app.state.integrations = known_integrations()
    app.state.icons = shelf_of(one.icon for one in (*PRESETS.values(), *MANIFESTS.values()))
    app.state.assistants = Forward(
        f"{settings.mcp_url.rstrip('/')}/mcp" if settings.mcp_url else None, "mcp:unavailable"
    )
    app.state.metrics_token = settings.metrics_token
    app.state.threads_sandbox = InThreads(app.state.sandbox)
    app.state.code = Code(app.state.threads_sandbox, app.state.sandbox)
    app.state.conversations = ConversationParts(
        compiled=compiled, processors=app.state.computing, run_code=app.state.code.runner
    )
    app.state.admin_sessions = AdminSessions(secret("jwt_secret", settings), database)
    app.state.verifier = TokenVerifier(tools.tokens, database, revocations)
    app.state.parts = Parts(
        settings=settings,
        database=database,
        verifier=app.state.verifier,
        revocations=revocations,
        accounts=Accounts(tools),
        limits=tools.limits,
        passwords=tools.passwords,
        sealer=sealer_of(settings),
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    await parts.revocations.start()
    app.state.threads_sandbox.serve()
    needs = Needs(
        settings=parts.settings,
        redis=app.state.redis,
        verifier=parts.verifier,
        sealer=parts.sealer,
    )
    async with (
        serving(app, needs) as served,
        live(parts.settings, app.state.redis, parts.verifier, parts.database) as app.state.live,
    ):
        app.state.channels, app.state.hot = served.parts, served.app
        app.state.waker = Waker(served.pool, app.state.redis)
        board = Board(Sources(pool=served.pool, redis=app.state.redis))
        app.state.watchers = Watchers(board, parts.verifier)
        app.state.media = media_parts(parts.settings, parts.database, served.parts.doors)
        app.state.vault = Vault(served.pool, parts.sealer, app.state.egress)
        sending = Sending(served.pool, app.state.media.store, parts.settings.own_addresses)
        app.state.performer = HttpPerformer(
            app.state.egress,
            app.state.vault,
            sending,
            parts.settings.attachment_max_bytes,
            parts.settings.own_address,
        )
        app.state.asking = Asking(_performers(app, served.pool))
        app.state.shelf = Shelf(app.state.media.library, parts.settings.attachment_max_bytes)
        await app.state.media.spool.forget_abandoned()
        await settle_at_start(parts.settings, app.state.media.store)
        async with status_served(parts.settings, app.state.checks, (RedisError,)):
            yield
        app.state.hot = None
        await app.state.vault.finish(RENEWAL_SECONDS)
    app.state.media.close()
    await parts.revocations.stop()
    parts.passwords.close()
    app.state.computing.close()
    await app.state.sandbox.close()
    await app.state.assistants.close()
    await app.state.redis.aclose()
    await app.state.cache.aclose()
    await parts.database.close()


def _performers(app: FastAPI, pool: Pool) -> dict[type, Performer[Any]]:
    """What does for authors what the workers do for running bots."""
    places = Shares(total=POSTS, each=POSTS_OF_BOT)
    outside = Outside(
        egress=app.state.egress,
        credentials=app.state.vault,
        pool=pool,
        posting=Posting(pool, app.state.redis, places),
        places=places,
    )
    return {CallHttp: app.state.performer, CallIntegration: IntegrationPerformer(outside)}


def _pool_use(database: Database) -> PoolUse:
    pool: Any = database.engine.pool
    limit = pool.size() + database.most_overflow
    return PoolUse(used=pool.checkedout(), idle=pool.checkedin(), limit=limit)


def _redis(url: str) -> Redis:
    return Redis.from_url(url, health_check_interval=15, socket_connect_timeout=2)


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
