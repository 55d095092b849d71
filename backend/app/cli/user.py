"""`dbcv user create`: an account, made by whoever has the database."""

import argparse
import asyncio
import getpass
import secrets
import sys

from app.accounts.new_user import create_user
from app.kit.errors import DbcvError
from app.settings import settings


def configure(parser: argparse.ArgumentParser) -> None:
    """`user create --email … --role … [--password -]`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make an account")
    create.add_argument("--email", required=True)
    create.add_argument("--role", choices=("ADMIN", "DEVELOPER", "USER"), default="USER")
    create.add_argument(
        "--ask-password",
        action="store_true",
        help="read the password from the terminal or standard input; else one is made up and printed",
    )


def run(args: argparse.Namespace) -> int:
    """0 when the account is made, 1 with the reason when not."""
    password = _asked() if args.ask_password else secrets.token_urlsafe(12)
    try:
        asyncio.run(create_user(settings(), email=args.email, password=password, role=args.role))
    except DbcvError as error:
        print(f"dbcv user: {error.message}", file=sys.stderr)
        return 1
    print(f"Made {args.email.lower()}, {args.role}.")
    if not args.ask_password:
        print(f"Password: {password}")
    return 0


def _asked() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")
