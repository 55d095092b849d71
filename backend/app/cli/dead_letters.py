"""`dbcv dead-letters list|replay`: events that could not be handled, messages that nobody took."""

import argparse
import sys
from collections.abc import AsyncIterator
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.authoring.bots import bot_called
from app.authoring.letters import open_letters
from app.authoring.waking import Waker
from app.cli.system import System, Work, add_data_argument, work_on_system
from app.kit.errors import Conflict

_PAGE = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    told = "show what was set aside and not replayed yet, without what people wrote"
    shown = actions.add_parser("list", help=told, description=told)
    shown.add_argument("--bot", metavar="BOT", help="of this bot only: its id or exact name")
    shown.add_argument("--limit", type=_count, default=_PAGE, metavar="N", help=f"so many ({_PAGE})")
    shown.add_argument("--after", type=UUID, metavar="ID", help="only those that come after this one")
    told = "handle events again, each as the newest of its conversation; carry messages again"
    again = actions.add_parser("replay", help=told, description=told)
    again.add_argument("ids", nargs="*", type=UUID, metavar="ID", help="as `list` shows them")
    again.add_argument("--bot", metavar="BOT", help="all of this bot: its id or exact name")
    for action in (shown, again):
        add_data_argument(action)


def run(args: argparse.Namespace) -> int:
    """0 when it is done; 1 where one could not be replayed; 2 where nothing was named."""
    if args.action == "replay" and not args.ids and args.bot is None:
        print("dbcv dead-letters replay: give ids, or --bot for all of a bot", file=sys.stderr)
        return 2
    return work_on_system(args, _ACTIONS[args.action])


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no number above 0")
    return int(word)


async def _list(args: argparse.Namespace, system: System) -> int:
    async with system.database.unit_of_work() as session:
        bot_id = await _bot_id(session, args.bot)
        letters = await open_letters(session, bot_id, args.limit + 1, args.after)
    shown = letters[: args.limit]
    for letter, name in shown:
        when = letter.created_at.strftime("%Y-%m-%d %H:%M:%S")
        tries = f"{letter.attempts} attempt{'' if letter.attempts == 1 else 's'}"
        print(f"{letter.id}  {when}  {letter.kind}  {name or '-'}  {letter.error} ({tries})")
    if len(letters) > len(shown):
        print(f"… and more: --after {shown[-1][0].id}")
    if not letters:
        print("There are none.")
    return 0


async def _bot_id(session: AsyncSession, bot: str | None) -> UUID | None:
    return None if bot is None else (await bot_called(session, bot)).id


async def _replay(args: argparse.Namespace, system: System) -> int:
    waker = Waker(system.pool, system.redis)
    done = [await _replay_one(waker, letter_id) for letter_id in args.ids]
    if args.bot is not None:
        done += [await _replay_one(waker, letter_id) async for letter_id in _all_of(system, args.bot)]
    print(f"{sum(done)} of {len(done)} replayed")
    return 0 if all(done) else 1


async def _all_of(system: System, bot: str) -> AsyncIterator[UUID]:
    """The open letters of a bot, a page at a time; those that stay open are passed once."""
    last = None
    while True:
        async with system.database.unit_of_work() as session:
            page = await open_letters(session, await _bot_id(session, bot), _PAGE, last)
        for letter, _ in page:
            yield letter.id
        if len(page) < _PAGE:
            return
        last = page[-1][0].id


async def _replay_one(waker: Waker, letter_id: UUID) -> bool:
    try:
        await waker.replay(letter_id)
    except Conflict:
        print(f"{letter_id}: unknown, replayed before, or its message is gone", file=sys.stderr)
        return False
    return True


_ACTIONS: dict[str, Work] = {"list": _list, "replay": _replay}
