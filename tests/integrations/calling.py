"""Calling one integration, as a worker does, and servers that speak the services' protocols."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.engine.commands import CallIntegration
from app.engine.events import IntegrationAnswered
from app.faststream_app import POSTS, POSTS_OF_BOT
from app.integrations.base import Outside
from app.integrations.performer import IntegrationPerformer
from app.kit.egress import EgressError, GuardedClient
from app.kit.egress.errors import INVALID
from app.runtime.ports import Added, Opened, Origin, Token
from app.runtime.shares import Shares
from egress_servers import Seen, answer, client

ID = "6f1c2c1e-0b0e-5d5e-9d5b-2f6f0b7a4c11"
HERE = Origin(bot_id=UUID(int=1), session_id=UUID(int=2), workspace_id=UUID(int=3))
HOSTS = ("127.0.0.1:*",)


def key(provider: str, secret: str, hosts: tuple[str, ...] = HOSTS) -> Opened:
    return Opened(provider=provider, strategy="api_key", hosts=hosts, secret={"api_key": secret})


@dataclass(slots=True)
class Safe:
    """One credential, the default of its provider and known as `named`."""

    opened: Opened | None = None
    added: Added | None = None
    named: str = "mine"
    not_taken: list[Token] = field(default_factory=list)

    async def open(self, origin: Origin, name: str | None, provider: str) -> Opened | None:
        is_it = self.opened is not None and self.opened.provider == provider
        return self.opened if is_it and name in {None, self.named} else None

    async def added_to(self, origin: Origin, name: str, place: tuple[str, int]) -> Added:
        if name != self.named or self.added is None:
            raise EgressError(INVALID, "no_credential", credential=name)
        if place[0] != "127.0.0.1":
            raise EgressError(INVALID, "credential_host", credential=name, host=place[0])
        return self.added

    async def refused(self, token: Token) -> None:
        self.not_taken.append(token)


def performer(safe: Safe, egress: GuardedClient | None = None) -> IntegrationPerformer:
    """Without a database: DBCV's own operations are not for this one."""
    egress = egress or client("127.0.0.1")
    outside = Outside(egress=egress, credentials=safe, pool=None, posting=None, places=places())
    return IntegrationPerformer(outside)


def places() -> Shares:
    """As a worker has them."""
    return Shares(total=POSTS, each=POSTS_OF_BOT)


def command(integration: str, config: dict[str, Any], **more: Any) -> CallIntegration:
    given = {"id": ID, "credential": None, "deadline": 10.0, **more}
    return CallIntegration(integration=integration, config=config, **given)


async def call(
    integration: str,
    config: dict[str, Any],
    opened: Opened | None = None,
    *,
    safe: Safe | None = None,
    egress: GuardedClient | None = None,
    **more: Any,
) -> IntegrationAnswered:
    """`more` as of the command: credential, deadline."""
    performing = performer(safe or Safe(opened), egress)
    answered = await performing.perform(command(integration, config, **more), HERE)
    assert answered.command_id == ID
    assert answered.ok is (answered.error is None)
    return answered


def fault(answered: IntegrationAnswered) -> tuple[str, str]:
    """Code and message."""
    assert answered.error is not None, answered.result
    assert answered.result is None
    return answered.error["code"], answered.error["message"]


def told(seen: Seen) -> Any:
    """The JSON of a request."""
    return json.loads(seen.body)


def replies(status: int, body: Any, *headers: str) -> bytes:
    """A JSON answer."""
    return answer(status, json.dumps(body).encode(), "Content-Type: application/json", *headers)


def in_turn(*answers: bytes) -> Callable[..., Any]:
    """A handler that gives the first request the first answer, and so on."""
    left = list(answers)

    async def handle(_: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0))

    return handle


async def never(_: Seen, writer: asyncio.StreamWriter) -> None:
    """Takes the request and says nothing until the other side goes."""
    await writer.wait_closed()
