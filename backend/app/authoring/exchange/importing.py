"""Writing what was imported: the bot, its document and its files in one transaction.

The bytes of a bundle's files are kept before it and are nobody's until then: what a process leaves that dies
on the way is swept with what uploads leave.
"""

from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.engine import BotDocument
from app.kit.errors import TooLarge
from app.runtime.shelves import FileOwner, FileShelf, TakenFile
from app.storage.database import Database
from app.storage.models import Bot

from ..bots import locked_bot
from ..changes import Terms
from .documents import lay
from .files import files_in, files_of, with_files
from .unpacking import Bundle, BundledFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Over the draft of a bot, or as a new bot (`bot_id` None). `person_id` None: from the command line.

    `base_revision`: what the person has seen of the draft, None: whatever is there.
    """

    workspace_id: UUID
    bot_id: UUID | None
    person_id: UUID | None
    base_revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Luggage:
    """Files that came with a document, each with its name, to be given to its bot."""

    shelf: FileShelf
    files: tuple[tuple[TakenFile, str], ...]


async def write(
    session: AsyncSession, target: Target, document: BotDocument, luggage: Luggage | None = None
) -> Bot:
    """The bot with the document as its draft."""
    if target.bot_id is None:
        bot = await _new_bot(session, target, document.name)
    else:
        bot = await locked_bot(session, target.bot_id)
    terms = Terms(author_id=target.person_id, base_revision=target.base_revision, action="import")
    await lay(session, bot, document, terms)
    if luggage is not None:
        await _give(session, target, bot, luggage)
    record(session, Change(action="bot.import", subject_id=bot.id, bot_id=bot.id, actor_id=target.person_id))
    await session.flush()
    await session.refresh(bot)
    return bot


async def _new_bot(session: AsyncSession, target: Target, name: str) -> Bot:
    bot = Bot(workspace_id=target.workspace_id, name=name, head={"dbcv": 1, "kind": "bot"}, revision=0)
    session.add(bot)
    await session.flush()
    return bot


async def _give(session: AsyncSession, target: Target, bot: Bot, luggage: Luggage) -> None:
    for file, name in sorted(luggage.files, key=lambda one: one[0].stored_file_id):
        owner = FileOwner(workspace_id=bot.workspace_id, bot_id=bot.id, person_id=target.person_id, name=name)
        await luggage.shelf.give(session, file, owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One bundle at a time: what it brings is kept only if all of it is."""

    database: Database
    shelf: FileShelf

    @asynccontextmanager
    async def unpacked(
        self, bundle: Bundle, document: BotDocument, target: Target
    ) -> AsyncIterator[tuple[BotDocument, Luggage]]:
        """The document naming its own files, and those; their bytes are gone again where the block fails."""
        wanted = {one: bundle.files[one] for one in files_in(document) if one in bundle.files}
        self._check(wanted)
        known = await self._known(target, [*wanted])
        taken: dict[UUID, TakenFile] = {}
        async with AsyncExitStack() as undo:
            for one in (one for one in wanted if one not in known):
                taken[one] = await self.shelf.take(target.workspace_id, bundle.pieces(wanted[one]))
                undo.push_async_callback(self.shelf.drop, taken[one])
            ids = {one: file.id for one, file in taken.items()}
            files = tuple((file, wanted[one].name) for one, file in taken.items())
            yield await to_thread(with_files, document, ids), Luggage(shelf=self.shelf, files=files)
            undo.pop_all()

    def _check(self, wanted: dict[UUID, BundledFile]) -> None:
        for file in wanted.values():
            if file.entry.file_size > self.shelf.largest:
                raise TooLarge(
                    "bundle:file_too_large", "A file in the bundle is too large.", limit=self.shelf.largest
                )

    async def _known(self, target: Target, ids: list[UUID]) -> set[UUID]:
        """Those the bot has already: they stay what they are."""
        if target.bot_id is None or not ids:
            return set()
        async with self.database.unit_of_work() as session:
            there = await files_of(session, target.workspace_id, ids)
        return {file.id for file in there if file.bot_id == target.bot_id}
