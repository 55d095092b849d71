"""`dbcv credentials rotate`: a new key for everything that is kept sealed."""

import argparse
import sys
from datetime import timedelta
from typing import Final

from app.cli.system import System, add_data_argument, work_on_system
from app.integrations.credentials.rotation import move_all, rows_by_key
from app.kit import clock
from app.kit.errors import Unavailable
from app.kit.keys import GivenKeys, KeptKeys, Keys
from app.kit.sealing import Sealer, keys_of

# Whoever has read a key just now may still be about to store what it sealed.
GRACE: Final = timedelta(hours=1)


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    told = "make a new key and seal everything anew with it; may be stopped and begun again"
    rotate = actions.add_parser("rotate", help=told, description=told)
    add_data_argument(rotate)


def run(args: argparse.Namespace) -> int:
    """0 when nothing is left that an older key has sealed."""
    return work_on_system(args, _rotate)


async def _rotate(args: argparse.Namespace, system: System) -> int:
    del args
    keys = _keys(system)
    counted = await rows_by_key(system.database)
    is_unfinished = any(counted[key.id] for key in keys.known()[1:])
    if is_unfinished:
        print("An earlier rotation has left something: it is finished now.")
    elif isinstance(keys, KeptKeys):
        keys.turn()
    elif not counted[None]:
        print(_HOW_TO_GIVE if len(keys.known()) == 1 else _FORGET_GIVEN)
        return 0
    moved = await move_all(system.database, Sealer(keys))
    print(f"{moved.rows} {'secret' if moved.rows == 1 else 'secrets'} sealed anew.")
    if moved.unreadable:
        print(
            f"{moved.unreadable} could not be opened with any key known here, and stay as they are.",
            file=sys.stderr,
        )
        return 1
    await _give_up_old(system, keys)
    return 0


def _keys(system: System) -> Keys:
    """Unavailable where there is none: one made here would open nothing."""
    keys = keys_of(system.settings)
    if keys is None:
        raise Unavailable(
            "cli:no_key",
            "There is no key here: give SECRET_BOX_KEY, or name the data directory of DBCV with --data.",
        )
    return keys


async def _give_up_old(system: System, keys: Keys) -> None:
    """No key goes while a row needs it, or may still come to need it."""
    counted = await rows_by_key(system.database)
    if isinstance(keys, GivenKeys):
        print(_FORGET_GIVEN)
        return
    if not isinstance(keys, KeptKeys) or counted[None]:
        return
    idle = [key for key in keys.known_anew()[1:] if not counted[key.id]]
    due = [key for key in idle if key.retired_at is None or key.retired_at < clock.now() - GRACE]
    keys.forget(frozenset(key.id for key in due))
    if len(due) < len(idle):
        print("Keys before are kept for now: a rotation an hour from now, or later, removes them.")


_HOW_TO_GIVE: Final = (
    "SECRET_BOX_KEY is yours to change: put a new one there (openssl rand -base64 32), the present one into "
    "SECRET_BOX_OLD_KEYS, start DBCV again everywhere, and then run this once more."
)
_FORGET_GIVEN: Final = "Nothing needs the keys of SECRET_BOX_OLD_KEYS any more: remove them."
