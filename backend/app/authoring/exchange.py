"""Documents in and out. Importing reads and stores; it never runs or fetches anything."""

from asyncio import to_thread
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument, DocumentError, parse_document
from app.engine.document import canonical
from app.engine.inspect.flow import Flow
from app.engine.inspect.structure import check_structure
from app.kit.errors import DbcvError, InvalidInput
from app.storage.models import Bot

from .bots import locked_bot
from .draft import read_draft, write_draft
from .draft.rows import PARTS

LARGEST = 10 * 1024 * 1024  # bytes of a document


def parse(source: bytes | str | dict[str, Any]) -> BotDocument:
    """The document; InvalidInput `document:invalid` with every fault by path, in English and Russian."""
    try:
        return parse_document(source)
    except DocumentError as faulty:
        raise refused(faulty) from None


def refused(faulty: DocumentError) -> DbcvError:
    """The error an unreadable document is answered with."""
    fields = [{**fault.as_json("en"), "message_ru": fault.sentence("ru")} for fault in faulty.faults]
    return InvalidInput("document:invalid", "This is not a bot document.", fields=fields)


async def create_from(session: AsyncSession, workspace_id: UUID, document: BotDocument) -> Bot:
    """A new bot whose draft is the document."""
    bot = Bot(workspace_id=workspace_id, name=document.name, head={}, revision=0)
    session.add(bot)
    await session.flush()
    await lay(session, bot, document)
    return bot


async def replace_with(session: AsyncSession, bot_id: UUID, document: BotDocument) -> Bot:
    """The draft says what the document says; parts whose id stays keep their history."""
    bot = await locked_bot(session, bot_id)
    await lay(session, bot, document)
    return bot


async def lay(session: AsyncSession, bot: Bot, document: BotDocument) -> None:
    """Write the document over the draft, as the next revision; InvalidInput where an id is given twice."""
    _check_ids(document)
    plain = canonical(document)
    bot.name = document.name
    bot.head = {key: value for key, value in plain.items() if key not in PARTS}
    bot.revision += 1
    await session.flush()
    await write_draft(session, bot.id, plain)


async def draft_document(session: AsyncSession, bot: Bot) -> BotDocument:
    """The draft as a document."""
    return await to_thread(parse, await read_draft(session, bot))


def _check_ids(document: BotDocument) -> None:
    """The parts of a draft are known by their ids."""
    found = check_structure(Flow(document, (), {}))
    doubled = [
        {**issue.as_json(), "message_ru": issue.sentence("ru")}
        for issue in found
        if issue.code == "flow:duplicate_id"
    ]
    if doubled:
        raise InvalidInput("document:invalid", "Ids are given twice.", fields=doubled)
