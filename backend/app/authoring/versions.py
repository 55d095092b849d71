"""Publishing: the draft becomes a version that never changes, and running sessions go on as told."""

from asyncio import to_thread
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument, TemplateDocument
from app.engine.document import canonical
from app.engine.inspect import NOTHING_KNOWN, Issue, Surroundings, inspect
from app.engine.secret_values import initial_values
from app.engine.simulation import RunCodeWith, no_sandbox
from app.kit.errors import Conflict, NotFound
from app.kit.fields import LARGEST_INTEGER
from app.storage.models import Bot, BotVariables, BotVersion, Inbox, Session

from .bots import locked_bot, steady_bot
from .changes import Terms
from .exchange import draft_document, lay, parse
from .kept_tests.playing import play_all, refuse_red
from .playing import has_too_many_patterns
from .schemas import IssueRead
from .templates import own_templates, workspace_templates
from .templates.used import used_beside

type Sessions = Literal["finish", "move", "restart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """How a draft is published. `author_id` None: from the command line. `surroundings`: what is known of the
    place it will run in. `checked`: the revision that is known to have no errors there. `tested`: the one
    whose tests are known to be green."""

    author_id: UUID | None
    note: str | None = None
    sessions: Sessions = "finish"
    surroundings: Surroundings = NOTHING_KNOWN
    checked: int | None = None
    tested: int | None = None
    run_code: RunCodeWith = no_sandbox


async def publish(session: AsyncSession, bot_id: UUID, wanted: Publication) -> BotVersion:
    """The next version; Conflict `bot:has_errors` with the issues while there is one of severity error,
    `bot:red_tests` where the bot is not to be published while one of its tests is red."""
    bot = await locked_bot(session, bot_id)
    document = await draft_document(session, bot)
    templates = await workspace_templates(session, bot.workspace_id)
    if bot.revision != wanted.checked:
        refuse_errors(await to_thread(inspect, document, templates, wanted.surroundings), bot.revision)
    if bot.publish_needs_tests and bot.revision != wanted.tested:
        refuse_red(await to_thread(play_all, document, templates, wanted.run_code), bot.revision)
    whole = bundled(document, templates)
    await to_thread(_refuse_patterns, whole)
    version = BotVersion(
        bot_id=bot_id,
        number=await _next_number(session, bot_id),
        document=await to_thread(lambda: canonical(whole)),
        note=wanted.note,
        sessions=wanted.sessions,
        author_id=wanted.author_id,
    )
    session.add(version)
    bot.published_version = version.number
    if wanted.sessions == "move":
        bot.move_before = version.number
    elif wanted.sessions == "restart":
        bot.restart_before = version.number
    await _seed_variables(session, bot_id, initial_values(document.variables, document.secrets))
    await session.flush()
    return version


def _refuse_patterns(whole: BotDocument) -> None:
    """To make them ready would hold up the workers."""
    if has_too_many_patterns((whole, *whole.templates)):
        raise Conflict(
            "bot:too_many_patterns",
            "The bot and its templates together have too many regular expressions, or too large ones.",
        )


def refuse_errors(issues: Iterable[Issue], revision: int) -> None:
    """Conflict `bot:has_errors` where one of a draft's issues is an error."""
    found = [IssueRead.of(issue).model_dump(mode="json") for issue in issues if issue.severity == "error"]
    if found:
        raise Conflict("bot:has_errors", "Mend the errors first.", issues=found, revision=revision)


def bundled(document: BotDocument, templates: tuple[TemplateDocument, ...]) -> BotDocument:
    """The document with every template it uses, so that a version needs nothing but itself."""
    added = used_beside(document, templates)
    return document.model_copy(update={"templates": [*document.templates, *added]})


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
    found = await session.get(BotVersion, (bot_id, number)) if 0 < number <= LARGEST_INTEGER else None
    if found is None:
        raise NotFound("bot:version_not_found", "There is no such version.")
    return found


async def document_of(session: AsyncSession, bot_id: UUID, number: int | None) -> BotDocument:
    """The draft (None), or a published version, as a document."""
    if number is not None:
        return await to_thread(parse, (await version(session, bot_id, number)).document)
    return await draft_document(session, await steady_bot(session, bot_id))


async def whole_document(session: AsyncSession, bot_id: UUID, number: int | None) -> BotDocument:
    """The same with the templates of its workspace that it uses; those of the gallery are everywhere."""
    document = await document_of(session, bot_id, number)
    if not any(step.template for part in (document, *document.templates) for step in part.steps):
        return document
    bot = await steady_bot(session, bot_id)
    return bundled(document, await own_templates(session, bot.workspace_id))


async def restore(
    session: AsyncSession,
    bot_id: UUID,
    number: int,
    *,
    author_id: UUID | None,
    base_revision: int | None = None,
) -> Bot:
    """The version as the draft, as a change like any other; Conflict where that is not at the revision."""
    bot = await locked_bot(session, bot_id)
    source = await version(session, bot_id, number)
    document = await to_thread(parse, source.document)
    terms = Terms(author_id=author_id, base_revision=base_revision, action="restore")
    await lay(session, bot, document, terms)
    return bot


async def waiting_sessions(session: AsyncSession, bot_id: UUID) -> list[UUID]:
    """Sessions of the bot with something in their inbox: a bot that was just published has them to answer."""
    found = await session.scalars(
        select(Session.id).where(
            Session.bot_id == bot_id, select(Inbox.id).where(Inbox.session_id == Session.id).exists()
        )
    )
    return list(found)
