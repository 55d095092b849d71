"""`dbcv`: each command is a module with `configure(parser)` and `run(args) -> int`, imported when chosen."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS: dict[str, tuple[str, str]] = {
    "up": ("app.cli.up", "start everything: databases, API, workers, scheduler"),
    "migrate": ("app.cli.migrate", "bring the database of DATABASE_URL up to date"),
    "user": ("app.cli.user", "make an account"),
    "test": ("app.cli.test", "run conversation tests"),
    "play": ("app.cli.play", "talk to a bot in the terminal"),
    "check": ("app.cli.check", "find the faults of documents"),
    "schema": ("app.cli.schema", "print the JSON Schema of documents"),
    "import": ("app.cli.import_", "bring a bot document into a running system"),
    "export": ("app.cli.export", "write a bot of a running system as a document"),
    "dead-letters": ("app.cli.dead_letters", "what could not be handled, and handling it again"),
    "bench": ("app.cli.bench", "measure DBCV beside a floor written by hand"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code; argparse exits with 2 on wrong arguments."""
    words = sys.argv[1:] if argv is None else list(argv)
    parser = argparse.ArgumentParser(prog="dbcv", description="Chat bots without programming.")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    for name, (module, summary) in COMMANDS.items():
        command = choices.add_parser(name, help=summary, description=summary)
        if name == chosen:
            import_module(module).configure(command)
    args = parser.parse_args(words)
    return import_module(COMMANDS[args.command][0]).run(args)
