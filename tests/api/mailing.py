"""The clock process's round of letters, and what people do with the links in them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from httpx import AsyncClient, Response

from app.accounts.mail.posting import PostOffice, post_due, post_office
from app.kit.clock import now
from app.runtime.postgres import open_pool
from mail_server import MailServer

API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Mailing:
    """Rounds on an app's own settings."""

    office: PostOffice
    client: AsyncClient

    async def round(self, at: datetime | None = None) -> int:
        return await post_due(self.office, at or now())

    async def post(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Response:
        return await self.client.post(API + path, json=body, headers=headers)

    async def forget(self, email: str) -> Response:
        return await self.post("/auth/password/forgot", {"email": email})

    async def sent_link(self, peer: MailServer) -> tuple[str, str]:
        """Page and token of the link in the last letter, after a round."""
        assert await self.round() > 0
        return link_in(peer.text())

    async def rows(self, sql: str) -> list[Any]:
        return await self.office.pool.fetch(sql)


def link_in(text: str) -> tuple[str, str]:
    found = re.search(r"https?://\S+/account#(\w+)=(\S+)", text)
    assert found, text
    return found[1], found[2]


@asynccontextmanager
async def mailing(app: FastAPI, client: AsyncClient) -> AsyncIterator[Mailing]:
    settings = app.state.parts.settings
    pool = await open_pool(settings.postgres_dsn, size=2)
    try:
        yield Mailing(post_office(pool, settings), client)
    finally:
        await pool.close()
