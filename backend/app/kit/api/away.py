"""A database that is away where no unit of work has said so: an answer to try again, not a fault of ours."""

from socket import gaierror

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.kit.away import DATABASE_AWAY
from app.kit.errors import Unavailable

from .faults import answer

AWAY: tuple[type[Exception], ...] = (
    ConnectionError,
    TimeoutError,
    gaierror,
    PoolTimeout,
    *DATABASE_AWAY,
)

_log = structlog.get_logger()


def add_away_handlers(app: FastAPI) -> None:
    """503 `storage:unavailable`."""
    for kind in AWAY:
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(DBAPIError, _unavailable_or_a_fault)  # pyright: ignore[reportArgumentType] - it types one for all


async def _unavailable(request: Request, fault: Exception) -> JSONResponse:
    del request
    _log.warning("storage_away", fault=type(fault).__qualname__)
    error = Unavailable("storage:unavailable", "The database doesn't answer. Try again in a moment.")
    return answer(error)


async def _unavailable_or_a_fault(request: Request, fault: DBAPIError) -> JSONResponse:
    # What the driver raised stands behind the dialect's own kind of it.
    raised = (fault.orig, getattr(fault.orig, "__cause__", None))
    if not fault.connection_invalidated and not any(isinstance(one, AWAY) for one in raised):
        raise fault
    return await _unavailable(request, fault)
