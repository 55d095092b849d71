"""`dbcv import FILE`: a document as a new bot or over an existing one, ready to be talked to if wanted."""

import argparse
import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.authoring.bots import bot_called, first_workspace, known_workspace
from app.authoring.exchange import create_from, parse, replace_with
from app.authoring.versions import publish, waiting_sessions, workspace_templates
from app.authoring.waking import Waker
from app.cli.system import System, add_data_argument, work_on_system
from app.engine.document import BotDocument
from app.engine.inspect import inspect
from app.settings import Settings
from app.storage.models import Bot, Channel


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.epilog = "Try: dbcv import examples/quiz/bot.yaml --channel Quiz"
    parser.add_argument("file", metavar="FILE", help="a bot document, YAML or JSON; - reads standard input")
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
        "--channel", metavar="NAME", help="make a public web channel for it and print where to chat"
    )
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
    document = parse(args.source)
    waiting: list[UUID] = []
    channel: Channel | None = None
    async with system.database.unit_of_work() as session:
        bot = await _lay(session, args, document)
        templates = await workspace_templates(session, bot.workspace_id)
        if args.publish or (args.channel and bot.published_version is None):
            version = await publish(session, bot.id, author_id=None, note=None, sessions="finish")
            _audit(session, "bot.publish", bot, {"version": version.number})
            waiting = await waiting_sessions(session, bot.id)
        if args.channel:
            channel = await _open_channel(session, bot, args.channel)
    await Waker(system.pool, system.redis).wake(waiting)
    for issue in inspect(document, templates):
        where = f"{issue.path}: " if issue.path else ""
        print(f"{issue.severity}: {where}{issue.message} ({issue.code})", file=sys.stderr)
    _print_result(bot, channel, system.settings)
    return 0


async def _lay(session: AsyncSession, args: argparse.Namespace, document: BotDocument) -> Bot:
    if args.target is not None:
        bot = await replace_with(session, (await bot_called(session, args.target)).id, document)
    else:
        place = (
            await first_workspace(session)
            if args.workspace is None
            else await known_workspace(session, args.workspace)
        )
        bot = await create_from(session, place, document)
    _audit(session, "bot.import", bot, None)
    return bot


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
        address = settings.public_url or f"http://localhost:{settings.port}"
        print(f"Chat: {address.rstrip('/')}/chat/{channel.id}")
