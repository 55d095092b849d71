"""Real conversations for tests: somebody talks to a bot through the API, a worker answers."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from authors import API, Author, done

from app.runtime.addresses import session_id
from eventually import PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A person without an account in one channel, talking to one bot."""

    author: Author
    id: str
    headers: dict[str, str]
    channel: str
    bot: str

    @property
    def session(self) -> str:
        return str(session_id(UUID(self.channel), UUID(self.id), UUID(self.bot)))

    async def call(self, method: str, path: str, **options: Any) -> Any:
        return await self.author.client.request(method, API + path, headers=self.headers, **options)

    async def say(self, text: str, **more: Any) -> dict[str, Any]:
        return done(
            await self.call("POST", f"/channels/{self.channel}/messages", json={"text": text, **more}), 202
        )

    async def start(self, **fields: Any) -> None:
        done(await self.call("POST", f"/channels/{self.channel}/start", json=fields), 202)

    async def replies(self, count: int) -> list[str]:
        """What the bot has said, once it is so much."""
        async with asyncio.timeout(PATIENCE):
            while True:
                page = done(
                    await self.call("GET", f"/channels/{self.channel}/messages", params={"limit": 200})
                )
                said = [one["text"] for one in page["items"] if one["sender"]["kind"] == "bot"]
                if len(said) >= count:
                    return said

    async def talk(self, *texts: str) -> list[str]:
        """One after the other; the bot answers each once."""
        said: list[str] = []
        for text in texts:
            await self.say(text)
            said = await self.replies(len(said) + 1)
        return said


async def visit(author: Author, bot: str, channel: str | None = None, name: str = "Ada") -> Visitor:
    answer = done(await author.client.post(f"{API}/auth/anonymous", json={"name": name}), 201)
    return Visitor(
        author=author,
        id=answer["user"]["id"],
        headers={"Authorization": f"Bearer {answer['access_token']}"},
        channel=channel or await author.channel(bot),
        bot=bot,
    )


async def ask(author: Author, path: str, **query: Any) -> Any:
    return done(await author.call("GET", path, params=query))


def quiz(right: str = "Right!", price: str | None = None, **more: Any) -> dict[str, Any]:
    """Asks 2+2; four is right and the end, anything else is wrong and asked again."""
    four = {"rules": [{"field": "message.text", "operator": "equal", "value": "4"}], "condition": "AND"}
    taken = {"id": "right", "rules": four, "set": [{"variable": "session.score", "value": 1}], "to": "right"}
    heard = [{"variable": "user.last", "value": "{$message.text$}"}]
    group = {"id": "g", "set": heard, "connections": [taken, {"id": "else", "to": "wrong"}]}
    if price is not None:
        group |= {"type": "response", "request": "price"}
        more |= {"requests": [{"id": "price", "method": "GET", "url": price}]}
    again = {"id": "again", "connections": [{"id": "back", "to": "ask"}]}
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": "Quiz",
        "first_step": "ask",
        "steps": [
            {"id": "ask", "message": {"text": "2+2?"}, "groups": [group]},
            {"id": "wrong", "message": {"text": "No, not {$message.text$}."}, "groups": [again]},
            {"id": "right", "message": {"text": right}},
        ],
        **more,
    }
