"""`dbcv user create`: an account, made by whoever has the database."""

import argparse
import getpass
import secrets
import sys

from app.accounts.new_user import create_user
from app.cli.system import System, add_data_argument, work_on_system


def configure(parser: argparse.ArgumentParser) -> None:
    """`user create --email … [--role …] [--ask-password]`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    told = "make an account, signed in to with an e-mail address and a password"
    create = actions.add_parser("create", help=told, description=told)
    create.add_argument("--email", required=True)
    create.add_argument(
        "--role",
        choices=("ADMIN", "DEVELOPER", "USER"),
        default="USER",
        help="USER chats only, DEVELOPER makes bots, ADMIN runs the place (USER)",
    )
    create.add_argument(
        "--ask-password",
        action="store_true",
        help="read the password from the terminal or standard input; else one is made up and printed",
    )
    add_data_argument(create)


def run(args: argparse.Namespace) -> int:
    """0 when the account is made, 1 with the reason when not."""
    return work_on_system(args, _create)


async def _create(args: argparse.Namespace, system: System) -> int:
    password = _asked() if args.ask_password else secrets.token_urlsafe(12)
    await create_user(system.settings, email=args.email, password=password, role=args.role)
    print(f"Made {args.email.lower()}, {args.role}.")
    if not args.ask_password:
        print(f"Password: {password}")
    return 0


def _asked() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")
