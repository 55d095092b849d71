"""What endpoints ask for: the person who calls, a unit of work, the parts of this process."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.limits import RateLimits
from app.accounts.opaque import PERSONAL
from app.accounts.passwords import Passwords
from app.accounts.principals import Principal, Role
from app.accounts.revocations import Revocations
from app.accounts.scopes import opens
from app.accounts.service import Accounts, Caller
from app.accounts.verify import TokenVerifier
from app.kit.acting import act_through
from app.kit.api import client_address
from app.kit.errors import Forbidden, Unauthenticated
from app.kit.sealing import Sealer
from app.settings import Settings
from app.storage.database import Database

_SCHEME = "bearer "
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
_LONGEST_AGENT = 300


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
    sealer: Sealer


def parts(request: Request) -> Parts:
    return cast("Parts", request.app.state.parts)


ThisProcess = Annotated[Parts, Depends(parts)]


async def _work(process: ThisProcess) -> AsyncIterator[AsyncSession]:
    async with process.database.unit_of_work() as session:
        yield session


# `function`: committed before the answer goes out, so that an answer is a promise.
Work = Annotated[AsyncSession, Depends(_work, scope="function")]


async def current_person(request: Request, process: ThisProcess) -> Principal:
    """`auth:required` without a bearer token; whatever `verify` says of a bad one, and of an access token
    that does not open this route."""
    header = request.headers.get("authorization", "")
    if header[: len(_SCHEME)].lower() != _SCHEME:
        raise Unauthenticated("auth:required", "Sign in first.")
    token = header[len(_SCHEME) :].strip()
    needed = opens(request.method, request.scope["path"]) if token.startswith(PERSONAL) else None
    person = await process.verifier.verify(token, needed)
    act_through(None if person.scopes is None else person.sign_in_id)
    return person


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


def _agent(request: Request) -> str | None:
    said = _UNPRINTABLE.sub("", request.headers.get("user-agent", "")).strip()
    return said[:_LONGEST_AGENT] or None


def _caller(request: Request, process: ThisProcess) -> Caller:
    return Caller(address=_address(request, process), agent=_agent(request))


TheCaller = Annotated[Caller, Depends(_caller)]


def account_of(person: CurrentPerson) -> Principal:
    """`auth:account_needed` for whoever chats without one."""
    if person.kind != "user":
        raise Forbidden("auth:account_needed", "Make an account first.")
    return person


AccountOwner = Annotated[Principal, Depends(account_of)]


def _address(request: Request, process: ThisProcess) -> str:
    return client_address(request.scope, process.settings.trusted_networks)


ClientAddress = Annotated[str, Depends(_address)]
