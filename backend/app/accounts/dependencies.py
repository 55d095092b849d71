"""What endpoints ask for: the person who calls, a unit of work, the parts of this process."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.limits import RateLimits
from app.accounts.passwords import Passwords
from app.accounts.principals import Principal, Role
from app.accounts.revocations import Revocations
from app.accounts.service import Accounts
from app.accounts.verify import TokenVerifier
from app.kit.api import client_address
from app.kit.errors import Forbidden, Unauthenticated
from app.settings import Settings
from app.storage.database import Database

_SCHEME = "bearer "


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One of each a process; `app.state.parts` in the composition root."""

    settings: Settings
    database: Database
    verifier: TokenVerifier
    revocations: Revocations
    accounts: Accounts
    limits: RateLimits
    passwords: Passwords


def parts(request: Request) -> Parts:
    return cast("Parts", request.app.state.parts)


ThisProcess = Annotated[Parts, Depends(parts)]


async def _work(process: ThisProcess) -> AsyncIterator[AsyncSession]:
    async with process.database.unit_of_work() as session:
        yield session


# `function`: committed before the answer goes out, so that an answer is a promise.
Work = Annotated[AsyncSession, Depends(_work, scope="function")]


async def current_person(request: Request, process: ThisProcess) -> Principal:
    """`auth:required` without a bearer token; whatever `verify` says of a bad one."""
    header = request.headers.get("authorization", "")
    if header[: len(_SCHEME)].lower() != _SCHEME:
        raise Unauthenticated("auth:required", "Sign in first.")
    return await process.verifier.verify(header[len(_SCHEME) :].strip())


CurrentPerson = Annotated[Principal, Depends(current_person)]


def require_role(least: Role) -> Callable[[Principal], Principal]:
    """A dependency that answers 403 `auth:role_needed` below `least`."""

    def check(person: CurrentPerson) -> Principal:
        if not person.has_role(least):
            raise Forbidden("auth:role_needed", "Your role doesn't allow this.", role=least)
        return person

    return check


Developer = Annotated[Principal, Depends(require_role("DEVELOPER"))]
Admin = Annotated[Principal, Depends(require_role("ADMIN"))]


def _address(request: Request, process: ThisProcess) -> str:
    return client_address(request.scope, process.settings.trusted_networks)


ClientAddress = Annotated[str, Depends(_address)]
