"""Two tenants who have one of everything, everybody who might call, and how to make one thing more."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from authors import API, Author, visitor
from fastapi import FastAPI

from app.accounts.principals import Role
from app.accounts.scopes import STRONGER, opens
from factories import Person, make_person

SCOPES = ("bots:read", "bots:propose", "bots:edit", "bots:run", "bots:publish", "conversations:read")
ROLES: dict[str, Role] = {"user": "USER", "admin": "ADMIN"}

type Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tenant:
    """`cast`: who calls on them. `things`: what the names of the table stand for."""

    owner: Author
    cast: dict[str, Person]
    things: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """Everybody calls on the tenant `here`; `there` is the other one. `tokens`: the owner's, by scopes."""

    app: FastAPI
    here: Tenant
    there: Tenant
    callers: dict[str, Headers]
    tokens: dict[frozenset[str], Headers]
    makers: Mapping[str, "Maker"]

    async def made(self, name: str, tenant: Tenant) -> str:
        """The id of one more such thing."""
        return await self.makers[name](self, tenant)

    async def anew(self, caller: str) -> Headers:
        """Somebody like the caller, whom nobody misses."""
        if caller == "anonymous":
            return await visitor(self.here.owner)
        return (await make_person(self.app, ROLES.get(caller, "DEVELOPER"))).headers

    def token(self, which: str, method: str, path: str) -> Headers | None:
        """The owner's with all scopes but the one this takes, or with that one only; None: there is none."""
        needed = opens(method, API + path)
        if which == "wrong_token":
            return None if needed == "any" else self.tokens[without(needed)]
        return None if needed is None else self.tokens[frozenset(SCOPES[:1] if needed == "any" else {needed})]


type Maker = Callable[[World, Tenant], Awaitable[str]]
"""Makes one more such thing of a tenant's; its id."""


def without(needed: str | None) -> frozenset[str]:
    """All scopes but those that open what takes this one."""
    return frozenset(SCOPES) - {needed, STRONGER.get(needed)}


def filled(shape: Any, things: dict[str, str]) -> Any:
    """The same with ids in the place of `{thing}`."""
    if isinstance(shape, dict):
        return {key: filled(value, things) for key, value in shape.items()}
    if isinstance(shape, list):
        return [filled(value, things) for value in shape]
    if isinstance(shape, str):
        for name, known in things.items():
            shape = shape.replace(f"{{{name}}}", known)
    return shape
