"""Documents in and out. Importing reads and stores; it never runs or fetches anything."""

from asyncio import to_thread
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument, DocumentError
from app.engine.document import parse_authored
from app.engine.inspect.flow import Flow
from app.engine.inspect.structure import check_structure
from app.kit.errors import DbcvError, InvalidInput
from app.storage.models import Bot

from ..bots import locked_bot
from ..changes import Terms, lay_over
from ..draft import read_draft
from .texts import check_texts


def parse(source: bytes | str | dict[str, Any]) -> BotDocument:
    """The document an author gives; InvalidInput `document:invalid` with every fault by path, in English and
    Russian."""
    try:
        return parse_authored(source)
    except DocumentError as faulty:
        raise refused(faulty) from None


def parse_given(source: bytes | str | dict[str, Any]) -> BotDocument:
    """The same of a document that comes in, whose texts are held to what single routes take."""
    document = parse(source)
    try:
        check_texts(document)
    except DocumentError as faulty:
        raise refused(faulty) from None
    return document


def refused(faulty: DocumentError, kind: str = "bot") -> DbcvError:
    """The error an unreadable document is answered with."""
    fields = [{**fault.as_json("en"), "message_ru": fault.sentence("ru")} for fault in faulty.faults]
    return InvalidInput("document:invalid", f"This is not a {kind} document.", fields=fields)


async def create_from(
    session: AsyncSession, workspace_id: UUID, document: BotDocument, *, author_id: UUID | None = None
) -> Bot:
    """A new bot whose draft is the document."""
    head = {"dbcv": 1, "kind": "bot"}
    bot = Bot(workspace_id=workspace_id, name=document.name, head=head, revision=0)
    session.add(bot)
    await session.flush()
    await lay(session, bot, document, Terms(author_id=author_id, action="import"))
    return bot


async def replace_with(
    session: AsyncSession, bot_id: UUID, document: BotDocument, *, author_id: UUID | None = None
) -> Bot:
    """The draft says what the document says; parts whose id stays keep their history."""
    bot = await locked_bot(session, bot_id)
    await lay(session, bot, document, Terms(author_id=author_id, action="import"))
    return bot


async def lay(session: AsyncSession, bot: Bot, document: BotDocument, terms: Terms) -> None:
    """Write the document over the draft, as one change; InvalidInput where an id is given twice, and what
    `lay_over` refuses."""
    await to_thread(_check_ids, document)
    await lay_over(session, bot, document, terms)


async def draft_document(session: AsyncSession, bot: Bot) -> BotDocument:
    """The draft as a document."""
    return (await read_draft(session, bot)).parsed


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
