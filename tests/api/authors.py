"""What authors do over HTTP: bots by document, and channels for them."""

import json
from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response

from factories import Person

API = "/api/v1"
NOBODY = "00000000-0000-7000-8000-000000000000"

ECHO: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Echo",
    "first_step": "hello",
    "steps": [
        {
            "id": "hello",
            "message": {"text": "Hello {$user.name|default:'you'$}"},
            "groups": [{"id": "g", "connections": [{"id": "c", "to": "echo"}]}],
        },
        {
            "id": "echo",
            "message": {"text": "You said {$message.text$}"},
            "groups": [{"id": "h", "connections": [{"id": "d", "to": "echo"}]}],
        },
    ],
}
BROKEN = {**ECHO, "name": "Broken", "first_step": "nowhere"}


def says(name: str, text: str) -> dict[str, Any]:
    """A bot that answers everything with the same text."""
    step = {"id": "s", "message": {"text": text}}
    again = {"id": "g", "connections": [{"id": "c", "to": "s"}]}
    return {"dbcv": 1, "kind": "bot", "name": name, "first_step": "s", "steps": [{**step, "groups": [again]}]}


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who calls the API; every method that does not say `try` wants it to succeed."""

    client: AsyncClient
    person: Person

    @property
    def headers(self) -> dict[str, str]:
        return self.person.headers

    async def call(self, method: str, path: str, **options: Any) -> Response:
        headers = {**self.headers, **options.pop("headers", {})}
        return await self.client.request(method, API + path, headers=headers, **options)

    async def import_bot(self, document: dict[str, Any] | str | bytes = ECHO, **query: str) -> dict[str, Any]:
        source = json.dumps(document) if isinstance(document, dict) else document
        return done(await self.call("POST", "/bots/import", content=source, params=query), 201)

    async def publish(self, bot_id: str, **options: Any) -> dict[str, Any]:
        return done(await self.call("POST", f"/bots/{bot_id}/publish", json=options), 201)

    async def published(self, document: dict[str, Any] = ECHO) -> str:
        bot_id: str = (await self.import_bot(document))["id"]
        await self.publish(bot_id)
        return bot_id

    async def export(self, bot_id: str, **query: str) -> str:
        answer = await self.call("GET", f"/bots/{bot_id}/export", params=query)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def channel(self, bot_id: str | None = None, **fields: Any) -> str:
        wanted = {"name": "Here", "is_public": True, "default_bot_id": bot_id, **fields}
        return done(await self.call("POST", "/channels", json=wanted), 201)["id"]


async def join(owner: Author, workspace_id: str, person: Person, role: str) -> None:
    """The person becomes a member, by an invitation they accept."""
    wanted = {"workspace_id": workspace_id, "workspace_role": role}
    token = done(await owner.call("POST", "/invitations", json=wanted), 201)["token"]
    done(await Author(owner.client, person).call("POST", "/invitations/accept", json={"token": token}))


async def visitor(author: Author, name: str = "Ada") -> dict[str, str]:
    """Headers of somebody who chats without an account."""
    answer = await author.client.post(f"{API}/auth/anonymous", json={"name": name})
    return {"Authorization": f"Bearer {done(answer, 201)['access_token']}"}


def done(answer: Response, status: int = 200) -> Any:
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    return answer.json()


def refused(answer: Response) -> tuple[int, str]:
    """Status and code of an error answer."""
    return answer.status_code, answer.json()["error"]["code"]


class Script:
    """Somebody who calls with an access token."""

    def __init__(self, token: str) -> None:
        self.headers = {"Authorization": f"Bearer {token}"}


async def script(author: Author, *scopes: str) -> Author:
    """The same person, by an access token."""
    body = {"name": "Assistant", "scopes": [*scopes], "expires_in_days": 1}
    made = done(await author.call("POST", "/tokens", json=body), 201)
    return Author(author.client, Script(made["token"]))
