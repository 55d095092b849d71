"""`dbcv dead-letters list|replay`: events that could not be handled, messages that nobody took."""

import argparse
import sys
from uuid import UUID

from app.authoring.bots import bot_called
from app.authoring.letters import open_letters
from app.authoring.waking import Waker
from app.cli.system import System, Work, add_data_argument, work_on_system
from app.kit.errors import Conflict

_SHOWN = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    told = "show what was set aside and not replayed yet, without what people wrote"
    shown = actions.add_parser("list", help=told, description=told)
    shown.add_argument("--bot", metavar="BOT", help="of this bot only: its id or exact name")
    told = "handle events again, each as the newest of its conversation"
    again = actions.add_parser("replay", help=told, description=told)
    again.add_argument("ids", nargs="*", type=UUID, metavar="ID", help="as `list` shows them")
    again.add_argument("--bot", metavar="BOT", help="all events of this bot: its id or exact name")
    for action in (shown, again):
        add_data_argument(action)


def run(args: argparse.Namespace) -> int:
    """0 when it is done; 1 where one could not be replayed; 2 where nothing was named."""
    if args.action == "replay" and not args.ids and args.bot is None:
        print("dbcv dead-letters replay: give ids, or --bot for all of a bot", file=sys.stderr)
        return 2
    return work_on_system(args, _ACTIONS[args.action])


async def _list(args: argparse.Namespace, system: System) -> int:
    async with system.database.unit_of_work() as session:
        bot_id = None if args.bot is None else (await bot_called(session, args.bot)).id
        letters = await open_letters(session, bot_id, _SHOWN + 1)
    for letter, name in letters[:_SHOWN]:
        when = letter.created_at.strftime("%Y-%m-%d %H:%M:%S")
        print(
            f"{letter.id}  {when}  {letter.kind}  {name or '-'}  {letter.error} ({letter.attempts} attempts)"
        )
    if len(letters) > _SHOWN:
        print(f"… and more than {_SHOWN} in all")
    if not letters:
        print("There are none.")
    return 0


async def _replay(args: argparse.Namespace, system: System) -> int:
    ids: list[UUID] = list(args.ids)
    if args.bot is not None:
        async with system.database.unit_of_work() as session:
            letters = await open_letters(session, (await bot_called(session, args.bot)).id, _SHOWN)
        ids += [letter.id for letter, _ in letters if letter.kind == "event"]
    waker = Waker(system.pool, system.redis)
    done = [await _replay_one(waker, letter_id) for letter_id in ids]
    print(f"{sum(done)} of {len(done)} replayed")
    return 0 if all(done) else 1


async def _replay_one(waker: Waker, letter_id: UUID) -> bool:
    try:
        await waker.replay(letter_id)
    except Conflict:
        print(f"{letter_id}: unknown, replayed before, or a delivery", file=sys.stderr)
        return False
    return True


_ACTIONS: dict[str, Work] = {"list": _list, "replay": _replay}
