"""What the process of the API is made of: one of each, and what it opens and closes around its serving."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.accounts.dependencies import Parts
from app.accounts.limits import RateLimits
from app.accounts.passwords import Passwords
from app.accounts.revocations import Revocations
from app.accounts.service import Accounts, Tools
from app.accounts.tokens import AccessTokens
from app.accounts.verify import TokenVerifier
from app.admin import AdminSessions, Board, Sources, Watchers
from app.authoring.asking import Asking
from app.authoring.code import Code
from app.authoring.live.serving import live
from app.authoring.presets import PRESETS
from app.authoring.simulation import compiled
from app.authoring.waking import Waker
from app.backup.tidying import settle_at_start
from app.channels.serving import Needs, serving
from app.conversations.parts import ConversationParts
from app.engine.commands import CallHttp, CallIntegration
from app.integrations.base import Outside
from app.integrations.credentials.vault import Vault
from app.integrations.performer import IntegrationPerformer
from app.integrations.registry import MANIFESTS, known_integrations
from app.kit.api.forward import Forward
from app.kit.computing import Computing
from app.kit.egress import EgressPolicy, GuardedClient
from app.kit.icons import shelf_of
from app.kit.sealing import sealer_of
from app.kit.secrets import secret
from app.kit.status import status_served
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
from app.settings import Settings
from app.storage.database import Database

POSTS, POSTS_OF_BOT = 2, 1  # at once, of tests that send for real
RENEWAL_SECONDS = 5.0  # for tokens that are being renewed when it ends


def plug(app: FastAPI, settings: Settings) -> None:
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
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
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
