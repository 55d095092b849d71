"""All files from one store into another, while everything runs.

It may be stopped at any moment and begun again: what the other store has already is passed over.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from app.storage.database import Database
from app.storage.models import StoredFile

from .names import stored_name
from .pieces import Cut
from .ports import FileMissing, Store
from .shelf import through
from .spool import Spool

BATCH = 100


@dataclass(slots=True, kw_only=True)
class Copied:
    """`missing` and `damaged`: names of files that the first store has not, or not as they were."""

    files: int = 0
    there: int = 0
    missing: list[str] = field(default_factory=list[str])
    damaged: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """What is copied is written to `spool` in between, and read back from where it came to."""

    database: Database
    spool: Spool
    source: Store
    target: Store

    async def all(self) -> Copied:
        """Every file that a row names; DbcvError where a store does not answer."""
        copied, last = Copied(), None
        while rows := await self._after(last):
            for row in rows:
                await self._one(row, copied)
            last = rows[-1].id
        return copied

    async def _after(self, last: UUID | None) -> Sequence[StoredFile]:
        wanted = select(StoredFile).where(StoredFile.doomed_at.is_(None)).order_by(StoredFile.id).limit(BATCH)
        if last is not None:
            wanted = wanted.where(StoredFile.id > last)
        async with self.database.unit_of_work() as work:
            return (await work.scalars(wanted)).all()

    async def _one(self, row: StoredFile, copied: Copied) -> None:
        name = stored_name(row.workspace_id, row.sha256, row.id)
        if await self.target.has(name, row.size):
            copied.there += 1
            return
        try:
            is_whole = await self._copy(name, row)
        except FileMissing:
            if await self._is_wanted(row.id):
                copied.missing.append(name)
            return
        if not await self._is_wanted(row.id):  # removed meanwhile: its bytes are to be nowhere
            await self.target.delete(name)
        elif is_whole:
            copied.files += 1
        else:
            copied.damaged.append(name)

    async def _copy(self, name: str, row: StoredFile) -> bool:
        """Whether what was read, and what was read back, is what was uploaded; else nothing is left of it."""
        try:
            async with self.spool.receive(through(await self.source.open(name, 0, row.size))) as received:
                if received.sha256 != row.sha256:
                    return False
                await self.target.put(name, received.path)
            if await self._digest(name, row.size) == row.sha256:
                return True
        except Cut:
            return False
        await self.target.delete(name)
        return False

    async def _digest(self, name: str, size: int) -> bytes:
        async with self.spool.receive(through(await self.target.open(name, 0, size))) as received:
            return received.sha256

    async def _is_wanted(self, file_id: UUID) -> bool:
        async with self.database.unit_of_work() as work:
            row = await work.get(StoredFile, file_id)
            return row is not None and row.doomed_at is None
