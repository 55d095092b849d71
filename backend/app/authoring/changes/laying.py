"""A whole document as the draft, as one change: imports and restored versions."""

from asyncio import to_thread
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument
from app.engine.difference import same
from app.engine.document import canonical
from app.storage.models import Bot

from ..draft import Draft, read_draft, size_of
from ..draft.rows import PARTS
from .conflicts import check_unmoved
from .difference import difference
from .operation import Operation, Path
from .service import Terms
from .weighing import check_size
from .withholding import Withheld, refuse_unnaming, withhold_from
from .writing import Entry, write

type Json = dict[str, Any]


async def lay_over(session: AsyncSession, bot: Bot, wanted: BotDocument, terms: Terms) -> None:
    """Make the locked bot's draft say the document. Conflict `change:conflict` where the draft is not at the
    terms' base revision, TooLarge `document:too_large`."""
    check_unmoved(bot, terms.base_revision)
    before = await read_draft(session, bot)
    after, operations, back, withheld = await to_thread(_over, before, wanted)
    await withheld.keep(session, bot.id)
    if not operations:
        return
    entry = Entry(
        action=terms.action,
        author_id=terms.author_id,
        operations=operations,
        inverse=back,
        touched=tuple(map(_whole, operations)),
    )
    await write(session, bot, before, after, entry)


def _over(
    before: Draft, wanted: BotDocument
) -> tuple[Draft, tuple[Operation, ...], tuple[Operation, ...], Withheld]:
    document = _shared(before.document, canonical(wanted))
    refuse_unnaming(before.document, document)
    parsed, withheld = withhold_from(document, wanted)
    size = size_of(document)
    check_size(size)
    forth = difference(before.document, document)
    back = difference(document, before.document) if forth else []
    after = Draft(document=document, parsed=parsed, size=size)
    return after, tuple(forth), withheld.without(back), withheld


def _whole(operation: Operation) -> Path:
    """The path an operation of a difference touches."""
    if operation.op == "add":
        value = operation.value
        name = f"{value['id']}@{value['version']}" if operation.path == ("templates",) else value["id"]
        return (*operation.path, name)
    return (*operation.path, "#order") if operation.op == "order" else operation.path


def _shared(before: Json, wanted: Json) -> Json:
    """`wanted`, with the parts that did not change as the same objects as before."""
    shared = dict(wanted)
    for collection in PARTS:
        old = {(part.get("id"), part.get("version")): part for part in before.get(collection, ())}
        if collection in wanted:
            parts: list[Any] = []
            for part in wanted[collection]:
                known = old.get((part.get("id"), part.get("version")))
                parts.append(known if same(known, part) else part)
            shared[collection] = parts
    return shared
