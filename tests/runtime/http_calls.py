"""Performing one request of an author's, as a worker does."""

from typing import Any
from uuid import UUID

from app.engine.commands import CallHttp
from app.engine.http import HttpRequest, HttpResult
from app.kit.egress import EgressError, GuardedClient
from app.runtime.performers import HttpPerformer, performers
from app.runtime.ports import Added, Origin
from egress_servers import client

ID = "6f1c2c1e-0b0e-5d5e-9d5b-2f6f0b7a4c11"
NOWHERE = Origin(bot_id=UUID(int=1), session_id=UUID(int=2), workspace_id=UUID(int=3))


class Safe:
    """Credentials for 127.0.0.1 only."""

    async def added_to(self, origin: Origin, name: str, place: tuple[str, int]) -> Added:
        if name != "shop" or place[0] != "127.0.0.1":
            raise EgressError("http:invalid", "credential_host", credential=name, host=place[0])
        return Added(headers=(("Authorization", "Bearer secret"),), secrets=("secret",))


def performer(asking: GuardedClient | None = None) -> HttpPerformer:
    return performers(egress=asking or client("127.0.0.1"), credentials=Safe())[CallHttp]


async def call(url: str, *, deadline: float = 10, **request: Any) -> HttpResult:
    command = CallHttp(
        id=ID, deadline=deadline, request=HttpRequest(**{"method": "GET", "url": url, **request})
    )
    answered = await performer().perform(command, NOWHERE)
    assert answered.command_id == ID
    return answered.result
