"""`dbcv export BOT`: a bot as the document an import takes."""

import argparse
import sys
from pathlib import Path

from app.authoring.bots import bot_called
from app.authoring.versions import document_of
from app.cli.system import System, add_data_argument, work_on_system
from app.engine.document import to_json, to_yaml

_WRITERS = {"yaml": to_yaml, "json": to_json}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument("bot", metavar="BOT", help="its id, or its exact name")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="yaml", help="yaml by default")
    parser.add_argument("--version", type=int, metavar="N", help="a published version instead of the draft")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of printing")
    add_data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0 when the document is written; 1 with the reason when not."""
    return work_on_system(args, _export)


async def _export(args: argparse.Namespace, system: System) -> int:
    async with system.database.unit_of_work() as session:
        bot = await bot_called(session, args.bot)
        document = await document_of(session, bot.id, args.version)
    written = _WRITERS[args.format](document)
    if args.output is None:
        sys.stdout.write(written)
        return 0
    try:
        args.output.write_text(written, encoding="utf-8")
    except OSError as refused:
        print(f"dbcv export: {args.output}: {refused.strerror}", file=sys.stderr)
        return 1
    return 0
