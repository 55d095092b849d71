"""Composition root of the API: REST, and what the nouns bring of WebSocket and pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from redis.asyncio import Redis
from redis.exceptions import RedisError
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from app.accounts.dependencies import Parts
from app.accounts.endpoints import ROUTERS as ACCOUNTS
from app.accounts.limits import RateLimits
from app.accounts.passwords import Passwords
from app.accounts.revocations import Revocations
from app.accounts.service import Accounts, Tools
from app.accounts.tokens import AccessTokens
from app.accounts.verify import TokenVerifier
from app.authoring.endpoints import router as bots
from app.authoring.exchange import LARGEST as LARGEST_DOCUMENT
from app.authoring.waking import Waker
from app.channels.endpoints import router as channels
from app.channels.serving import Needs, serving
from app.channels.web.pages import pages_router, read_chat_page
from app.channels.webhook.endpoints import router as webhooks
from app.kit.api.body_limit import BodyLimit
from app.kit.api.border import Border
from app.kit.api.docs import docs
from app.kit.api.faults import add_fault_handlers
from app.kit.api.health import health_router
from app.kit.api.metrics import metrics
from app.kit.logging import configure_logging
from app.kit.sealing import Sealer
from app.kit.secrets import secret
from app.settings import Settings
from app.settings import settings as read_settings
from app.storage.database import Database

API = "/api/v1"
CHAT = Path(__file__).parents[2] / "frontend" / "chat"
BODY_BYTES = 1024 * 1024
_GRACE_SECONDS = 8


def create_app(settings: Settings) -> FastAPI:
    """`app.state`: `parts` (accounts.dependencies), and by name `database`, `verifier`, `redis`, `cache`."""
    app = FastAPI(
        title="DBCV",
        version="0.1.0",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
    )
    _plug(app, settings)
    add_fault_handlers(app)
    for router in (*ACCOUNTS, bots, channels, webhooks):
        app.include_router(router, prefix=API)
    app.include_router(pages_router(read_chat_page(CHAT)))
    checks = {"database": app.state.database.check, "redis": app.state.redis.ping}
    app.include_router(health_router(checks, (RedisError,)))
    app.include_router(metrics)
    app.include_router(docs)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limit_of=_body_limit)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE"),
            allow_headers=("Authorization", "Content-Type"),
            expose_headers=("Retry-After", "X-Request-Id"),
        )
    app.add_middleware(Border)
    return app


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
    app.state.verifier = TokenVerifier(tools.tokens, database, revocations)
    app.state.parts = Parts(
        settings=settings,
        database=database,
        verifier=app.state.verifier,
        revocations=revocations,
        accounts=Accounts(tools),
        limits=tools.limits,
        passwords=tools.passwords,
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    await parts.revocations.start()
    needs = Needs(
        settings=parts.settings,
        redis=app.state.redis,
        verifier=parts.verifier,
        sealer=Sealer(secret("secret_box_key", parts.settings)),
    )
    async with serving(app, needs) as served:
        app.state.channels, app.state.hot = served.parts, served.app
        app.state.waker = Waker(served.pool, app.state.redis)
        yield
        app.state.hot = None
    await parts.revocations.stop()
    parts.passwords.close()
    await app.state.redis.aclose()
    await app.state.cache.aclose()
    await parts.database.close()


def _redis(url: str) -> Redis:
    return Redis.from_url(url, health_check_interval=15, socket_connect_timeout=2)


def _body_limit(path: str) -> int:
    return LARGEST_DOCUMENT if path == f"{API}/bots/import" else BODY_BYTES


class Front:
    """The hot routes in front of the framework, as soon as the process has started."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hot: ASGIApp | None = getattr(self.app.state, "hot", None)
        await (hot or self.app)(scope, receive, send)


def main() -> None:
    """Serve on HOST and PORT until SIGTERM or SIGINT."""
    settings = read_settings()
    configure_logging("api")
    uvicorn.run(
        Front(create_app(settings)),
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=settings.message_max_bytes,
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


if __name__ == "__main__":
    main()
