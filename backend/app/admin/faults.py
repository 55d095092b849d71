"""Errors on their way through FastAdmin: it knows statuses and sentences, we keep our codes beside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from fastadmin import AdminApiException
from sqlalchemy.exc import DBAPIError

from app.kit.errors import DbcvError, InvalidInput
from app.runtime.dead_letters import describe

_log = structlog.get_logger()

_CANCELED = "57014"
_CODES = {401: "auth:required", 403: "admin:forbidden", 404: "admin:not_found", 422: "admin:invalid"}


class Told(AdminApiException):
    """An error of ours, as FastAdmin lets it pass."""

    def __init__(self, error: DbcvError) -> None:
        super().__init__(error.status, _sentence(error))
        self.error = error


class AdminFault(DbcvError):
    """Also with `detail`, which is what FastAdmin's page shows."""

    def body(self) -> dict[str, Any]:
        return {**super().body(), "detail": self.message}


@contextmanager
def told() -> Iterator[None]:
    """Around what FastAdmin calls: our errors, and what the database refuses, as it knows them."""
    try:
        yield
    except DbcvError as error:
        raise Told(error) from error
    except DBAPIError as fault:  # its text has the statement in it, and all that was asked for
        raise Told(_refused(fault)) from None


@contextmanager
def answered() -> Iterator[None]:
    """Around what calls FastAdmin: its errors as answers of ours."""
    try:
        yield
    except AdminApiException as fault:
        # FastAdmin makes one of its own of whatever is raised while it reads or deletes a row.
        named = next((one for one in (fault, fault.__cause__) if isinstance(one, Told)), fault)
        given = named.error if isinstance(named, Told) else None
        code = given.code if given is not None else _CODES.get(named.status_code, "admin:failed")
        error = AdminFault(code, named.detail or "This can't be done.", **(given.details if given else {}))
        error.status = named.status_code
        if given is None and fault.__cause__ is not None:
            _log.error("admin.fault", fault=describe(fault.__cause__))  # FastAdmin's own words say nothing
        raise error from None


def is_canceled(fault: DBAPIError) -> bool:
    """It took longer than it may."""
    return getattr(fault.orig, "sqlstate", None) == _CANCELED


def _refused(fault: DBAPIError) -> DbcvError:
    if is_canceled(fault):
        # Not 408: browsers send such a request once more by themselves.
        return InvalidInput("admin:too_much", "That is too much to look through. Narrow it by a filter.")
    _log.warning("admin.refused", state=getattr(fault.orig, "sqlstate", None))
    return InvalidInput("admin:invalid", "The database can't look for that.")


def _sentence(error: DbcvError) -> str:
    fields = error.details.get("fields")
    if not isinstance(fields, list):
        return error.message
    return "; ".join(f"{one['path']}: {one['message']}" for one in fields)
