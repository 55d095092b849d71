"""`dbcv export BOT`: a bot as the document an import takes."""

import argparse
import sys
from pathlib import Path

from app.authoring.bots import bot_called
from app.authoring.exchange.files import files_in, files_of
from app.authoring.exchange.packing import check_size, packed
from app.authoring.versions import whole_document
from app.cli.shelf import media_shelf
from app.cli.system import System, add_data_argument, work_on_system
from app.engine.document import to_json, to_yaml

_WRITERS = {"yaml": to_yaml, "json": to_json}
BUNDLE = "bundle"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument("bot", metavar="BOT", help="its id, or its exact name")
    parser.add_argument(
        "--format",
        choices=(*_WRITERS, BUNDLE),
        default="yaml",
        help="yaml by default; bundle: a zip with the files its messages show",
    )
    parser.add_argument("--version", type=int, metavar="N", help="a published version instead of the draft")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of printing")
    add_data_argument(parser)


def run(args: argparse.Namespace) -> int:
    """0 when the document is written; 1 with the reason when not."""
    return work_on_system(args, _export)


async def _export(args: argparse.Namespace, system: System) -> int:
    async with system.database.unit_of_work() as session:
        bot = await bot_called(session, args.bot)
        document = await whole_document(session, bot.id, args.version)
        files = await files_of(session, bot.workspace_id, files_in(document))
    if args.format != BUNDLE:
        return _write(args, _WRITERS[args.format](document))
    check_size(files)
    with media_shelf(system) as shelf:
        pieces = [piece async for piece in packed(to_yaml(document), files, shelf)]
    return _write(args, b"".join(pieces))


def _write(args: argparse.Namespace, written: str | bytes) -> int:
    if args.output is None:
        if isinstance(written, str):
            sys.stdout.write(written)
        else:
            sys.stdout.buffer.write(written)
        return 0
    try:
        args.output.write_bytes(written.encode() if isinstance(written, str) else written)
    except OSError as refused:
        print(f"dbcv export: {args.output}: {refused.strerror}", file=sys.stderr)
        return 1
    return 0
