"""Files for bundles: the shelf of `runtime.ports`."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.runtime.shelves import FileOwner, TakenFile
from app.storage.models import Attachment

from .library import Library, Wanted
from .names import clean_name
from .pieces import Pieces


class Shelf:
    """`largest`: bytes a file may have."""

    def __init__(self, library: Library, largest: int) -> None:
        self._library = library
        self.largest = largest

    async def read(self, file: Attachment) -> AsyncGenerator[bytes]:
        return through(await self._library.read(file, 0, file.size))

    async def take(self, workspace_id: UUID, source: AsyncIterator[bytes]) -> TakenFile:
        return await self._library.take(workspace_id, source)

    async def give(self, work: AsyncSession, file: TakenFile, owner: FileOwner) -> None:
        wanted = Wanted(
            workspace_id=owner.workspace_id,
            bot_id=owner.bot_id,
            person_id=owner.person_id,
            name=clean_name(owner.name),
        )
        await self._library.give(work, file, wanted)

    async def drop(self, file: TakenFile) -> None:
        await self._library.drop(file)


async def through(pieces: Pieces) -> AsyncGenerator[bytes]:
    """Its pieces; closed with the last of them, or where whoever reads it leaves."""
    async with aclosing(pieces) as open_pieces:
        async for piece in open_pieces:
            yield piece
