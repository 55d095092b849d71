"""`dbcv import FILE`: a document as a new bot or over an existing one, ready to be talked to if wanted."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.authoring.bots import bot_called, first_workspace, known_workspace
from app.authoring.exchange.importing import Importer, Luggage, Target, write
from app.authoring.exchange.texts import check_texts
from app.authoring.exchange.unpacking import Bundle
from app.authoring.inspection import with_place
from app.authoring.versions import Publication, publish, waiting_sessions, workspace_templates
from app.authoring.waking import Waker
from app.cli.address import address_of
from app.cli.jail import sandbox
from app.cli.shelf import media_shelf
from app.cli.surroundings import known_surroundings
from app.cli.system import System, add_data_argument, work_on_system
from app.cli.words import Issue, add_language_argument, fault_told, placed, say, told
from app.engine.document import BotDocument, DocumentError, parse_authored
from app.engine.document.lines import lines_of
from app.engine.inspect import Issue as FoundIssue
from app.engine.inspect import Surroundings, inspect
from app.kit.errors import Conflict
from app.runtime.reading import reader
from app.settings import Settings
from app.storage.models import Bot, Channel

type Wanted = tuple[Target, BotDocument, Luggage | None]

_BUNDLE = b"PK"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.epilog = "Try: dbcv import examples/quiz/bot.yaml --channel Quiz"
    parser.add_argument(
        "file", metavar="FILE", help="a bot document, YAML or JSON, or a bundle (zip); - reads standard input"
    )
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--target", metavar="BOT", help="id or exact name of the bot whose draft it becomes (else a new bot)"
    )
    place.add_argument(
        "--workspace",
        type=UUID,
        metavar="ID",
        help="where a new bot goes (else the first administrator's own)",
    )
    parser.add_argument("--publish", action="store_true", help="publish it as the next version")
    parser.add_argument(
        "--channel",
        metavar="NAME",
        nargs="?",
        const="",
        help="make a public web channel for it, named as the bot where no name follows, and print where to "
        "chat (implies --publish where no version is published yet)",
    )
    add_language_argument(parser)
    add_data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0 when all of it is done; 1 with the reason, and nothing changed, when not."""
    try:
        args.source = _read(args.file)
    except OSError as refused:
        print(f"dbcv import: {args.file}: {refused.strerror}", file=sys.stderr)
        return 1
    return work_on_system(args, _import)


def _read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


async def _import(args: argparse.Namespace, system: System) -> int:
    bundle = Bundle(BytesIO(args.source)) if args.source.startswith(_BUNDLE) else None
    if bundle is not None:
        args.source = bundle.document()
    try:
        document = parse_authored(args.source)
        check_texts(document)
    except DocumentError as faulty:
        _print_issues(args, [fault_told(fault, args.language) for fault in faulty.faults])
        return 1
    async with system.database.unit_of_work() as session:
        target = await _target(session, args)
    if bundle is None:
        return await _laid(args, system, (target, document, None))
    with media_shelf(system) as shelf:
        importer = Importer(database=system.database, shelf=shelf)
        async with importer.unpacked(bundle, document, target) as (renamed, luggage):
            return await _laid(args, system, (target, renamed, luggage))


async def _laid(args: argparse.Namespace, system: System, wanted: Wanted) -> int:
    """Told as `check` tells it, whether it is written or refused; where it is written, by all that is known
    of the place it is in."""
    target, document, _ = wanted
    surroundings = known_surroundings(egress_allow=system.settings.egress_allow)
    async with system.database.unit_of_work() as session:
        templates = await workspace_templates(session, target.workspace_id)
        alike = await _named_alike(session, target, document.name) if args.target is None else ()
    if alike:  # before another one is made
        print(say(args.language, "alike", ", ".join(map(str, alike))), file=sys.stderr)
    try:
        bot, channel = await _written(args, system, wanted, surroundings)
    except Conflict as refused:
        if refused.code != "bot:has_errors":
            raise
        print(say(args.language, "has_errors"), file=sys.stderr)
        _print_issues(args, _told(args, inspect(document, templates, surroundings)))
        return 1
    _print_result(bot, channel, system.settings)
    async with system.database.unit_of_work() as session:
        there = await with_place(session, surroundings, bot.workspace_id, bot.id)
    with sandbox() as jail:
        found = inspect(document, templates, replace(there, read_code=reader(jail, "import")))
    _print_issues(args, _told(args, found))
    return 0


async def _written(
    args: argparse.Namespace, system: System, wanted: Wanted, surroundings: Surroundings
) -> tuple[Bot, Channel | None]:
    target, document, luggage = wanted
    waiting: list[UUID] = []
    channel: Channel | None = None
    async with system.database.unit_of_work() as session:
        bot = await write(session, target, document, luggage)
        if args.publish or (args.channel is not None and bot.published_version is None):
            version = await publish(session, bot.id, Publication(author_id=None, surroundings=surroundings))
            _audit(session, "bot.publish", bot, {"version": version.number})
            waiting = await waiting_sessions(session, bot.id)
        if args.channel is not None:
            channel = await _open_channel(session, bot, args.channel or bot.name)
    await Waker(system.pool, system.redis).wake(waiting)
    return bot, channel


def _told(args: argparse.Namespace, found: Sequence[FoundIssue]) -> list[Issue]:
    return [issue.as_json(args.language) for issue in found]


def _print_issues(args: argparse.Namespace, issues: Sequence[Issue]) -> None:
    lines = lines_of(args.source) if issues else {}
    for issue in issues:
        print(told(args.file, placed(issue, lines), args.language), file=sys.stderr)


async def _named_alike(session: AsyncSession, target: Target, name: str) -> Sequence[UUID]:
    """The bots of that name that are there already."""
    alike = select(Bot.id).where(Bot.name == name, Bot.workspace_id == target.workspace_id)
    return (await session.scalars(alike.order_by(Bot.id).limit(5))).all()


async def _target(session: AsyncSession, args: argparse.Namespace) -> Target:
    if args.target is not None:
        bot = await bot_called(session, args.target)
        return Target(workspace_id=bot.workspace_id, bot_id=bot.id, person_id=None)
    place = (
        await first_workspace(session)
        if args.workspace is None
        else await known_workspace(session, args.workspace)
    )
    return Target(workspace_id=place, bot_id=None, person_id=None)


async def _open_channel(session: AsyncSession, bot: Bot, name: str) -> Channel:
    channel = Channel(
        workspace_id=bot.workspace_id, name=name, kind="web", is_public=True, default_bot_id=bot.id
    )
    session.add(channel)
    await session.flush()
    change = Change(
        action="channel.create", subject_id=channel.id, workspace_id=channel.workspace_id, actor_id=None
    )
    record(session, change)
    return channel


def _audit(session: AsyncSession, action: str, bot: Bot, after: dict[str, int] | None) -> None:
    record(session, Change(action=action, subject_id=bot.id, bot_id=bot.id, actor_id=None, after=after))


def _print_result(bot: Bot, channel: Channel | None, settings: Settings) -> None:
    version = f"version {bot.published_version}" if bot.published_version else "not published"
    print(f"{bot.name}, {version}\nBot: {bot.id}")
    if channel is not None:
        address = address_of(settings.host, settings.port, settings.public_url)
        print(f"Chat: {address}/chat/{channel.id}")
