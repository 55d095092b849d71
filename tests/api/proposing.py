"""Proposals of a bot, as authors and assistants make and decide them."""

from typing import Any

from authors import ECHO, Author, done

HELLO = "steps.hello.message.text"
BYE: dict[str, Any] = {"op": "add", "path": "steps", "value": {"id": "bye", "message": {"text": "Bye!"}}}
TO_BYE = {"op": "set", "path": "steps.echo.groups.h.connections.d.to", "value": "bye"}
BOT: dict[str, Any] = {
    **ECHO,
    "variables": {"score": 0},
    "requests": [{"id": "price", "method": "GET", "url": "https://api.example/price"}],
    "notes": [{"id": "n1", "text": "ask legal"}],
}


def setting(path: str, value: Any) -> dict[str, Any]:
    return {"op": "set", "path": path, "value": value}


class Proposals:
    """Of a bot, for one author."""

    def __init__(self, author: Author, bot: str) -> None:
        self.author = author
        self.bot = bot

    async def call(self, method: str, path: str = "", **options: Any):
        return await self.author.call(method, f"/bots/{self.bot}/proposals{path}", **options)

    async def made(self, *operations: dict[str, Any], **fields: Any) -> str:
        body = {"title": "Better", "operations": list(operations), **fields}
        return done(await self.call("POST", json=body), 201)["id"]

    async def read(self, proposal: str, what: str = "") -> Any:
        return done(await self.call("GET", f"/{proposal}{what}"))

    async def parts(self, proposal: str) -> dict[str, dict[str, Any]]:
        return {one["part"]: one for one in (await self.read(proposal, "/difference"))["parts"]}

    async def act(self, proposal: str, verb: str, **body: Any):
        return await self.call("POST", f"/{proposal}/{verb}", json=body)

    async def change(self, proposal: str, *operations: dict[str, Any], **body: Any):
        return await self.act(proposal, "changes", operations=list(operations), **body)

    async def draft(self) -> dict[str, Any]:
        return done(await self.author.call("GET", f"/bots/{self.bot}/draft"))

    async def edit(self, *operations: dict[str, Any], **body: Any) -> int:
        """By hand, in the draft."""
        wanted = {"operations": list(operations), **body}
        return done(await self.author.call("POST", f"/bots/{self.bot}/changes", json=wanted))["revision"]


def step(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in document["steps"] if one["id"] == name)
