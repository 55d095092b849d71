"""The engine of SQLAlchemy and the unit of work, which alone commits."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from socket import gaierror

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.kit.errors import DbcvError, InvalidInput, Unavailable
from app.settings import Settings

log = structlog.get_logger()

type Afterwards = Callable[[], Awaitable[None]]

_AFTER_COMMIT = "after_commit"
_UNSTORABLE_TEXT = {"22021", "22P05"}
_RETRYABLE = {"40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"}


class Database:
    """One a process. `close` it."""

    def __init__(self, settings: Settings) -> None:
        dsn = settings.postgres_dsn.replace("postgresql://", "postgresql+asyncpg://", 1)
        self.engine = create_async_engine(
            dsn,
            pool_size=settings.db_pool_size,
            max_overflow=settings.db_max_overflow,
            pool_timeout=10,
            pool_pre_ping=True,
            connect_args={"timeout": 5, "server_settings": {"application_name": "dbcv"}},
        )
        self.most_overflow = settings.db_max_overflow
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        async with self._sessions() as session:
            with _named_faults():
                async with session.begin():
                    yield session
            for afterwards in session.info.pop(_AFTER_COMMIT, ()):
                await _done(afterwards)

    async def check(self) -> None:
        """Return when the database answers, else raise `storage:unavailable`."""
        async with self.unit_of_work() as session:
            await session.execute(text("select 1"))

    async def close(self) -> None:
        await self.engine.dispose()


async def _done(afterwards: Afterwards) -> None:
    """What is committed is not undone by what follows it: a fault here is logged, and the rest goes on."""
    try:
        await afterwards()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the write it follows has happened
        log.error("after_commit_failed", fault=type(fault).__name__)  # noqa: TRY400 - no texts


def after_commit(session: AsyncSession, afterwards: Afterwards) -> None:
    """Run `afterwards` once the session's unit of work is committed, and only then."""
    session.info.setdefault(_AFTER_COMMIT, []).append(afterwards)


@contextmanager
def _named_faults() -> Iterator[None]:
    """What PostgreSQL could not do, as errors of ours; a broken constraint is for the caller to know."""
    try:
        yield
    except DBAPIError as fault:
        named = _name(fault)
        if named is None:
            raise
        raise named from fault
    except (ConnectionError, TimeoutError, gaierror, PoolTimeout) as fault:
        raise _unavailable() from fault


def _name(fault: DBAPIError) -> DbcvError | None:
    state = getattr(fault.orig, "sqlstate", None)
    if state in _UNSTORABLE_TEXT:
        return InvalidInput("storage:unstorable_text", "Text with the character U+0000 can't be stored.")
    if fault.connection_invalidated or state in _RETRYABLE or str(state).startswith("08"):
        return _unavailable()
    return None


def _unavailable() -> Unavailable:
    return Unavailable("storage:unavailable", "The database doesn't answer. Try again in a moment.")
