"""Keeping and removing files: what is in the store and what the tables say never part for good.

A row is written before the bytes and removed after them, so whatever a crash leaves behind has a row, and the
sweeper finds it (sweeping.py). Nothing external happens inside a transaction.
"""

import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.kit import clock
from app.kit.errors import InvalidInput, NotFound, TooLarge, Unavailable
from app.kit.ids import uuid7
from app.runtime.shelves import TakenFile
from app.settings import Settings
from app.storage.database import Database
from app.storage.holding import hold_workspace
from app.storage.models import Attachment, StoredFile

from .names import stored_name
from .pieces import Pieces
from .ports import Store, StoreUnavailable
from .repository import Attachments, StoredFiles, lasting
from .spool import Received, Spool

log = structlog.get_logger()

PEOPLES_SHARE = 0.8  # of a workspace's room: visitors of a public channel can't keep authors from working
KEY_BYTES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose a file becomes: a bot's, or a person's in a channel. `name` is cleaned."""

    workspace_id: UUID
    person_id: UUID | None
    name: str
    bot_id: UUID | None = None
    channel_id: UUID | None = None


class Library:
    """One a process."""

    def __init__(self, database: Database, store: Store, spool: Spool, settings: Settings) -> None:
        self._database = database
        self._store = store
        self._spool = spool
        self._room = settings.media_workspace_bytes
        self._room_of_person = settings.media_person_bytes
        self._kinds = settings.attachment_types

    async def accept(self, wanted: Wanted, source: AsyncIterator[bytes]) -> Attachment:
        """Take it in and keep it; nothing is left of one that fails half-way."""
        async with self._spool.receive(source) as received:
            file, is_new = await self._reserve(wanted, received)
            async with self._unless_attached(file):
                await self._keep(file, received, is_new=is_new)
                return await self._attach(wanted, _taken(file, received))

    async def take(self, workspace_id: UUID, source: AsyncIterator[bytes]) -> TakenFile:
        """Keep the bytes for whom `give` names; where it names nobody they are swept."""
        wanted = Wanted(workspace_id=workspace_id, person_id=None, name="")
        async with self._spool.receive(source) as received:
            file, is_new = await self._reserve(wanted, received)
            async with self._unless_attached(file):
                await self._keep(file, received, is_new=is_new)
        return _taken(file, received)

    async def give(self, work: AsyncSession, taken: TakenFile, wanted: Wanted) -> Attachment:
        """Attach it in the caller's transaction."""
        attachments, files = lasting(work)
        file = await files.lock(taken.stored_file_id)
        if file is None:  # its last attachment was removed this moment
            raise Unavailable("attachment:try_again", "That didn't work; try again.")
        file.touched_at = clock.now()
        attachment = await attachments.add(_row(wanted, taken))
        record(work, _change("attachment.create", attachment, wanted.person_id))
        return attachment

    async def drop(self, taken: TakenFile) -> None:
        """The bytes are gone unless somebody has them; what can't be removed now is left to the sweeper."""
        name = stored_name(taken.workspace_id, taken.sha256, taken.stored_file_id)
        try:
            await self._release(taken.stored_file_id, name)
        except Unavailable:
            log.warning("file_not_removed", file=str(taken.stored_file_id))

    async def read(self, attachment: Attachment, start: int, length: int) -> Pieces:
        """`length` of its bytes from `start`; to be closed."""
        name = stored_name(attachment.workspace_id, attachment.sha256, attachment.stored_file_id)
        return await self._store.open(name, start, length)

    async def remove(self, attachment: Attachment, actor_id: UUID | None) -> None:
        """The attachment, and its bytes where nobody else has them."""
        async with self._database.unit_of_work() as work:
            attachments, files = lasting(work)
            await files.lock(attachment.stored_file_id)
            known = await attachments.get(attachment.id)
            if known is None:
                raise NotFound("attachment:not_found", "There is no such file.")
            await attachments.delete(known)
            is_doomed = await files.doom_unattached(attachment.stored_file_id)
            record(work, _change("attachment.delete", known, actor_id))
        if is_doomed:
            await self._erase(
                attachment.stored_file_id,
                stored_name(attachment.workspace_id, attachment.sha256, attachment.stored_file_id),
            )

    async def _reserve(self, wanted: Wanted, received: Received) -> tuple[StoredFile, bool]:
        """The row its bytes belong to, and whether they have still to be put there."""
        self._check_kind(received)
        async with self._database.unit_of_work() as work:
            attachments, files = lasting(work)
            if not await hold_workspace(work, wanted.workspace_id):
                raise NotFound("workspace:not_found", "There is no such workspace.")
            await self._check_person(attachments, wanted, received)
            file = await files.find(wanted.workspace_id, received.sha256)
            if file is not None:
                file.touched_at = clock.now()
                return file, not await files.is_attached(file.id)
            await self._check_room(files, wanted, received)
            fresh = StoredFile(workspace_id=wanted.workspace_id, sha256=received.sha256, size=received.size)
            return await files.add(fresh), True

    async def _keep(self, file: StoredFile, received: Received, *, is_new: bool) -> None:
        """A row alone is no file: its bytes may be in the store that was used before this one."""
        if is_new or not await self._store.has(_name(file), received.size):
            await self._store.put(_name(file), received.path)

    def _check_kind(self, received: Received) -> None:
        kind = received.content_type
        if self._kinds and not any(fnmatchcase(kind, wanted) for wanted in self._kinds):
            raise InvalidInput(
                "attachment:kind",
                "Files of this kind are not taken here.",
                content_type=kind,
                allowed=[*self._kinds],
            )

    async def _check_room(self, files: StoredFiles, wanted: Wanted, received: Received) -> None:
        room = self._room if wanted.channel_id is None else int(self._room * PEOPLES_SHARE)
        if await files.bytes_of(wanted.workspace_id) + received.size > room:
            raise TooLarge("attachment:no_room", "There is no room left for files here.", limit=room)

    async def _check_person(self, attachments: Attachments, wanted: Wanted, received: Received) -> None:
        if wanted.channel_id is None or wanted.person_id is None:
            return
        used = await attachments.bytes_of(wanted.workspace_id, wanted.person_id)
        if used + received.size > self._room_of_person:
            raise TooLarge("attachment:too_many", "You have sent too many files.", limit=self._room_of_person)

    async def _attach(self, wanted: Wanted, taken: TakenFile) -> Attachment:
        try:
            async with self._database.unit_of_work() as work:
                return await self.give(work, taken, wanted)
        except IntegrityError as gone:
            raise NotFound("attachment:owner_gone", "What the file was for is no more.") from gone

    @asynccontextmanager
    async def _unless_attached(self, file: StoredFile) -> AsyncGenerator[None]:
        """Remove the bytes and their row again where the block fails, unless somebody else has them."""
        try:
            yield
        except BaseException:
            await self._release(file.id, _name(file))
            raise

    async def _release(self, file_id: UUID, name: str) -> None:
        async with self._database.unit_of_work() as work:
            is_doomed = await StoredFiles(work).doom_unattached(file_id)
        if is_doomed:
            await self._erase(file_id, name)

    async def _erase(self, file_id: UUID, name: str) -> None:
        """What can't be removed now is left to the sweeper."""
        try:
            await self._store.delete(name)
        except StoreUnavailable:
            log.warning("file_not_removed", file=str(file_id))
            return
        async with self._database.unit_of_work() as work:
            await StoredFiles(work).forget(file_id)


def _name(file: StoredFile) -> str:
    return stored_name(file.workspace_id, file.sha256, file.id)


def _taken(file: StoredFile, received: Received) -> TakenFile:
    return TakenFile(
        id=uuid7(),
        workspace_id=file.workspace_id,
        stored_file_id=file.id,
        content_type=received.content_type,
        size=received.size,
        sha256=received.sha256,
    )


def _row(wanted: Wanted, taken: TakenFile) -> Attachment:
    return Attachment(
        id=taken.id,
        workspace_id=wanted.workspace_id,
        bot_id=wanted.bot_id,
        channel_id=wanted.channel_id,
        person_id=wanted.person_id,
        stored_file_id=taken.stored_file_id,
        key=secrets.token_urlsafe(KEY_BYTES),
        name=wanted.name,
        content_type=taken.content_type,
        size=taken.size,
        sha256=taken.sha256,
    )


def _change(action: str, attachment: Attachment, actor_id: UUID | None) -> Change:
    """Without the name, which may be a person's words."""
    what = {"content_type": attachment.content_type, "size": attachment.size}
    is_new = action == "attachment.create"
    return Change(
        action=action,
        subject_id=attachment.id,
        actor_id=actor_id,
        workspace_id=attachment.workspace_id,
        bot_id=attachment.bot_id,
        before=None if is_new else what,
        after=what if is_new else None,
    )
