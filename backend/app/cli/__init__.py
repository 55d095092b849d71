"""`dbcv`: each command is a module with `configure(parser)` and `run(args) -> int`, imported when chosen."""

import argparse
import os
import select
import sys
from collections.abc import Sequence
from importlib import import_module

from app.kit.logging import told_to_a_person

_OUTPUT = 1  # the descriptor behind sys.stdout
_CUT_SHORT = 141  # what a shell says of a program whose reader went away

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
    "credentials": ("app.cli.credentials", "a new key for everything that is kept sealed"),
    "media": ("app.cli.media", "the files of uploads, from a folder into object storage or back"),
    "backup": ("app.cli.backup", "everything that is kept, in one archive"),
    "restore": ("app.cli.restore", "what `backup` wrote, into an installation that does not run"),
    "secrets": ("app.cli.secrets", "every secret of an installation in containers, where one is missing"),
    "health": ("app.cli.health", "whether a process says that it is well"),
    "doctor": ("app.cli.doctor.command", "what is wrong with an installation, and how to mend it"),
    "bench": ("app.cli.bench", "measure DBCV beside a floor written by hand"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code; argparse exits with 2 on wrong arguments."""
    try:
        try:
            with told_to_a_person():
                return _run(sys.argv[1:] if argv is None else list(argv))
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        if not _nobody_reads():
            raise
        # What is left to be written on the way out goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), _OUTPUT)
        return _CUT_SHORT


def _run(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dbcv", description="Chat bots without programming.")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in words if not word.startswith("-")), None)
    for name, (module, summary) in COMMANDS.items():
        command = choices.add_parser(name, help=summary, description=summary)
        if name == chosen:
            import_module(module).configure(command)
    args = parser.parse_args(words)
    return import_module(COMMANDS[args.command][0]).run(args)


def _nobody_reads() -> bool:
    """Whether it is our output that broke off (`| head`), and not a connection to a server."""
    poll = select.poll()
    poll.register(_OUTPUT, 0)
    return any(state & select.POLLERR for _, state in poll.poll(0))
