"""A bot that meets problems, and what the clock process does about them, its clock given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authors import Author, done
from fastapi import FastAPI
from talks import Visitor, visit

from app.alerts.carrying import Courier, carry_due, courier
from app.alerts.watching import watch
from app.conversations.counts import count_traces
from app.runtime.postgres import open_pool
from eventually import eventually_so

WORD = {"variable": "session.n", "value": "a secret word"}
MORE = {"variable": "session.n", "op": "add", "value": 1}
STUMBLES: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Stumbling <shop>",
    "first_step": "s",
    "steps": [
        {
            "id": "s",
            "message": {"text": "Well."},
            "groups": [{"id": "g", "set": [WORD, MORE], "connections": [{"id": "c", "to": "s"}]}],
        }
    ],
}
"""Adds a number to a word at every message: one problem each."""
CODE = "variable:not_a_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerting:
    """`bot`: one that stumbles; `visitor`: who talks to it."""

    app: FastAPI
    courier: Courier
    author: Author
    bot: str
    visitor: Visitor

    async def choose(self, **wanted: Any) -> dict[str, Any]:
        return done(await self.author.call("PATCH", f"/bots/{self.bot}/alerts", json=wanted))

    async def shown(self) -> dict[str, Any]:
        return done(await self.author.call("GET", f"/bots/{self.bot}/alerts"))

    async def stumble(self, times: int) -> None:
        """Until its problems are counted, as the clock does it."""
        before = (await self.shown())["problems"]
        heard = len(await self.visitor.replies(0))
        for _ in range(times):
            await self.visitor.say("my name is Ada")
        await self.visitor.replies(heard + times)
        await eventually_so(lambda: self._counted(before + times))

    async def _counted(self, problems: int) -> bool:
        await count_traces(self.app.state.database, lag=timedelta(0))
        return (await self.shown())["problems"] >= problems

    async def look(self, at: datetime) -> int:
        can_mail = self.courier.office.server is not None
        return await watch(self.app.state.database, at, can_mail=can_mail)

    async def carry(self, at: datetime) -> int:
        return await carry_due(self.courier, at)

    async def rows(self, sql: str, *values: Any) -> list[Any]:
        return await self.courier.pool.fetch(sql, *values)

    async def prove(self, email: str) -> None:
        """As the link in a letter does."""
        await self.rows('update "user" set email_verified_at = now() where email = $1', email)


@asynccontextmanager
async def alerting(app: FastAPI, author: Author) -> AsyncIterator[Alerting]:
    """With a worker running beside it."""
    bot = await author.published(STUMBLES)
    settings = app.state.parts.settings
    pool = await open_pool(settings.postgres_dsn, size=4)
    try:
        visitor = await visit(author, bot)
        await visitor.start()
        await visitor.replies(1)
        yield Alerting(app=app, courier=courier(pool, settings), author=author, bot=bot, visitor=visitor)
    finally:
        await pool.close()
