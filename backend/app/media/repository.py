"""Queries on attachments and on what is stored for them.

A stored file is locked before its attachments, so that nothing is attached to what is being removed.
"""

from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit import clock
from app.kit.pagination import PageRequest
from app.storage.models import Attachment, StoredFile
from app.storage.repository import Repository, page_of


class Attachments(Repository[Attachment]):
    model = Attachment

    async def page(
        self, page: PageRequest, *, bot_id: UUID | None, channel_id: UUID | None, search: str | None
    ) -> tuple[list[Attachment], str | None]:
        """Those of a bot, of a channel, or of the channel for the bot, oldest first."""
        statement = select(Attachment)
        if bot_id is not None:
            statement = statement.where(Attachment.bot_id == bot_id)
        if channel_id is not None:
            statement = statement.where(Attachment.channel_id == channel_id)
        if search:
            statement = statement.where(Attachment.name.icontains(search, autoescape=True))
        return await page_of(self.session, statement, Attachment, page)

    async def bytes_of(self, workspace_id: UUID, person_id: UUID) -> int:
        """What this person uploaded in the workspace's channels."""
        statement = select(func.coalesce(func.sum(Attachment.size), 0)).where(
            Attachment.workspace_id == workspace_id,
            Attachment.person_id == person_id,
            Attachment.channel_id.is_not(None),
        )
        return int(await self.session.scalar(statement) or 0)


class StoredFiles(Repository[StoredFile]):
    model = StoredFile

    async def find(self, workspace_id: UUID, sha256: bytes) -> StoredFile | None:
        statement = select(StoredFile).where(
            StoredFile.workspace_id == workspace_id,
            StoredFile.sha256 == sha256,
            StoredFile.doomed_at.is_(None),
        )
        return await self.session.scalar(statement.with_for_update())

    async def bytes_of(self, workspace_id: UUID) -> int:
        """Each content counted once."""
        statement = select(func.coalesce(func.sum(StoredFile.size), 0)).where(
            StoredFile.workspace_id == workspace_id, StoredFile.doomed_at.is_(None)
        )
        return int(await self.session.scalar(statement) or 0)

    async def lock(self, file_id: UUID) -> StoredFile | None:
        """As it is now; None where it is gone or doomed."""
        statement = select(StoredFile).where(StoredFile.id == file_id, StoredFile.doomed_at.is_(None))
        return await self.session.scalar(
            statement.with_for_update(), execution_options={"populate_existing": True}
        )

    async def is_attached(self, file_id: UUID) -> bool:
        statement = select(Attachment.id).where(Attachment.stored_file_id == file_id).limit(1)
        return await self.session.scalar(statement) is not None

    async def doom_unattached(self, file_id: UUID) -> bool:
        """Whether it was to be removed: nobody has it any more."""
        file = await self.lock(file_id)
        if file is None or await self.is_attached(file_id):
            return False
        file.doomed_at = clock.now()
        await self.session.flush()
        return True

    async def forget(self, file_id: UUID) -> None:
        await self.session.execute(delete(StoredFile).where(StoredFile.id == file_id))


def lasting(session: AsyncSession) -> tuple[Attachments, StoredFiles]:
    """Both repositories of one unit of work."""
    return Attachments(session), StoredFiles(session)
