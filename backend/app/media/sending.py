"""Files that requests send along: the uploads of `runtime.ports`."""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing, asynccontextmanager
from typing import Final
from uuid import UUID

from app.kit.egress import EgressError, Streamed
from app.kit.egress.errors import CONNECTION
from app.runtime.ports import Origin, SentFile
from app.runtime.postgres import Pool, until_it_is_back
from app.settings import Settings

from .names import stored_name
from .pieces import Cut
from .ports import FileMissing, Store, StoreUnavailable
from .stores import open_store

# As in messages: what authors of the workspace uploaded, and what the person sent here (runtime/files.py).
_FIND: Final = """
select a.stored_file_id, a.sha256, a.size, a.name, a.content_type from attachment a
where a.id = $1 and a.workspace_id = $2 and (a.bot_id is not null or exists (
    select from session s where s.id = $3 and s.channel_id = a.channel_id and s.person_id = a.person_id
))
"""
_LINK = re.compile(r"/api/v1/attachments/([0-9A-Fa-f-]{36})/content(\?[^#]*)?")


@asynccontextmanager
async def uploads(settings: Settings, pool: Pool) -> AsyncGenerator["Sending"]:
    """For a process that has no other part of media."""
    store = open_store(settings)
    try:
        yield Sending(pool, store, settings.own_addresses)
    finally:
        store.close()


class Sending:
    """`own_addresses`: links that begin with one of them are ours too."""

    def __init__(self, pool: Pool, store: Store, own_addresses: tuple[str, ...]) -> None:
        self._pool = pool
        self._store = store
        self._own_addresses = own_addresses

    async def find(self, origin: Origin, file: str, most: int) -> SentFile | None:
        wanted = self._id(file)
        if wanted is None:
            return None
        here = (wanted, origin.workspace_id, origin.session_id)
        row = await until_it_is_back(lambda: self._pool.fetchrow(_FIND, *here), what="upload")
        if row is None or row["size"] > most:
            return None
        name = stored_name(origin.workspace_id, row["sha256"], row["stored_file_id"])
        content = Streamed(length=row["size"], pieces=lambda: self._content(name, row["size"]))
        return SentFile(
            name=row["name"], content_type=row["content_type"], sha256=row["sha256"], content=content
        )

    def _id(self, file: str) -> UUID | None:
        home = next((one for one in self._own_addresses if file.startswith(f"{one}/")), "")
        link = _LINK.fullmatch(file.removeprefix(home))
        try:
            return UUID(link[1] if link else file)
        except ValueError:
            return None

    async def _content(self, name: str, size: int) -> AsyncGenerator[bytes]:
        """EgressError `http:connection` where the store does not answer, or not with the whole file."""
        try:
            async with aclosing(await self._store.open(name, 0, size)) as pieces:
                async for piece in pieces:
                    yield piece
        except (StoreUnavailable, FileMissing, Cut) as away:
            raise EgressError(CONNECTION, "no_store") from away
