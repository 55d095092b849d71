"""Publishing: the draft becomes a version that never changes, and running sessions go on as told."""

from asyncio import to_thread
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument, DocumentError, TemplateDocument, parse_document
from app.engine.document import canonical
from app.engine.inspect import inspect
from app.kit.errors import Conflict, NotFound
from app.storage.models import Bot, BotVariables, BotVersion, Inbox, Session, Template

from .bots import locked_bot, steady_bot
from .exchange import draft_document, lay, parse

LARGEST = 2**31 - 1  # the column's
type Sessions = Literal["finish", "move", "restart"]


async def workspace_templates(session: AsyncSession, workspace_id: UUID) -> tuple[TemplateDocument, ...]:
    """The templates of a workspace, each version; one that no longer reads is left out."""
    found = await session.scalars(select(Template.document).where(Template.workspace_id == workspace_id))
    templates: list[TemplateDocument] = []
    for source in found:
        try:
            templates.append(parse_document(source, "template"))
        except DocumentError:
            continue  # `inspect` names it as missing wherever it is used
    return tuple(templates)


async def publish(
    session: AsyncSession, bot_id: UUID, *, author_id: UUID | None, note: str | None, sessions: Sessions
) -> BotVersion:
    """The next version; Conflict `bot:has_errors` with the issues while there is one of severity error.

    `author_id` None: from the command line.
    """
    bot = await locked_bot(session, bot_id)
    document = await draft_document(session, bot)
    templates = await workspace_templates(session, bot.workspace_id)
    issues = await to_thread(inspect, document, templates)
    found = [issue.as_json() for issue in issues if issue.severity == "error"]
    if found:
        raise Conflict("bot:has_errors", "Mend the errors first.", issues=found, revision=bot.revision)
    version = BotVersion(
        bot_id=bot_id,
        number=await _next_number(session, bot_id),
        document=canonical(bundled(document, templates)),
        note=note,
        sessions=sessions,
        author_id=author_id,
    )
    session.add(version)
    bot.published_version = version.number
    if sessions == "move":
        bot.move_before = version.number
    elif sessions == "restart":
        bot.restart_before = version.number
    await _seed_variables(session, bot_id, document.variables)
    await session.flush()
    return version


def bundled(document: BotDocument, templates: tuple[TemplateDocument, ...]) -> BotDocument:
    """The document with every template it uses, so that a version needs nothing but itself."""
    held = {(one.id, one.version) for one in document.templates}
    wanted = _instances(document.steps, set())
    known = {(one.id, one.version): one for one in templates}
    added: list[TemplateDocument] = []
    while wanted:
        key = wanted.pop()
        if key in held or key not in known:
            continue
        held.add(key)
        added.append(known[key])
        wanted |= _instances(known[key].steps, held)
    added.sort(key=lambda one: (one.id, one.version))
    return document.model_copy(update={"templates": [*document.templates, *added]})


def _instances(steps: Any, held: set[tuple[str, int]]) -> set[tuple[str, int]]:
    used = {(step.template.id, step.template.version) for step in steps if step.template is not None}
    return used - held


async def _next_number(session: AsyncSession, bot_id: UUID) -> int:
    newest = await session.scalar(select(func.max(BotVersion.number)).where(BotVersion.bot_id == bot_id))
    return (newest or 0) + 1


async def _seed_variables(session: AsyncSession, bot_id: UUID, initial: dict[str, Any]) -> None:
    """Initial values are given once: what a bot has written since is not touched."""
    await session.execute(insert(BotVariables).values(bot_id=bot_id, variables={}).on_conflict_do_nothing())
    row = await session.scalar(select(BotVariables).where(BotVariables.bot_id == bot_id).with_for_update())
    if row is not None:
        row.variables = {**initial, **row.variables}


async def versions_of(session: AsyncSession, bot_id: UUID) -> list[BotVersion]:
    """Newest first."""
    found = await session.scalars(
        select(BotVersion).where(BotVersion.bot_id == bot_id).order_by(BotVersion.number.desc())
    )
    return list(found)


async def version(session: AsyncSession, bot_id: UUID, number: int) -> BotVersion:
    """One version; NotFound `bot:version_not_found`."""
    found = await session.get(BotVersion, (bot_id, number)) if 0 < number <= LARGEST else None
    if found is None:
        raise NotFound("bot:version_not_found", "There is no such version.")
    return found


async def document_of(session: AsyncSession, bot_id: UUID, number: int | None) -> BotDocument:
    """The draft (None), or a published version, as a document."""
    if number is not None:
        return await to_thread(parse, (await version(session, bot_id, number)).document)
    return await draft_document(session, await steady_bot(session, bot_id))


async def restore(session: AsyncSession, bot_id: UUID, number: int) -> Bot:
    """The version as the draft, as a change like any other."""
    bot = await locked_bot(session, bot_id)
    source = await version(session, bot_id, number)
    await lay(session, bot, parse(source.document))
    return bot


async def waiting_sessions(session: AsyncSession, bot_id: UUID) -> list[UUID]:
    """Sessions of the bot with something in their inbox: a bot that was just published has them to answer."""
    found = await session.scalars(
        select(Session.id).where(
            Session.bot_id == bot_id, select(Inbox.id).where(Inbox.session_id == Session.id).exists()
        )
    )
    return list(found)
