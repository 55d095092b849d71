"""What bundles of a bot ask of whoever keeps files. The stream workers do without it, and its models."""

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOwner:
    """Whose a file becomes that came with a bot. `person_id` None: from the command line."""

    workspace_id: UUID
    bot_id: UUID
    person_id: UUID | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFile:
    """A file whose bytes are kept and that is nobody's yet. `id`: of the attachment it becomes."""

    id: UUID
    workspace_id: UUID
    stored_file_id: UUID
    content_type: str
    size: int
    sha256: bytes


class FileShelf(Protocol):
    """The bytes of uploaded files, for bundles of a bot with its files."""

    @property
    def largest(self) -> int:
        """Bytes a file may have."""
        ...

    async def read(self, file: Attachment) -> AsyncGenerator[bytes]:
        """Its bytes, a piece at a time; whoever asked closes it."""
        ...

    async def take(self, workspace_id: UUID, source: AsyncIterator[bytes]) -> TakenFile:
        """Keep the bytes of a file; where nobody is given it they are swept after a while."""
        ...

    async def give(self, work: AsyncSession, file: TakenFile, owner: FileOwner) -> None:
        """It is the owner's once the caller's transaction is committed."""
        ...

    async def drop(self, file: TakenFile) -> None:
        """Nobody is given it any more; what can't be removed now is swept."""
        ...
