"""`dbcv play FILE`: a bot in the terminal, on the real engine. Real requests, no servers of ours."""

import argparse
import asyncio
import queue
import random
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.cli.play_commands import COMMANDS, Quit
from app.cli.playing import Playing
from app.engine import CallHttp, CallIntegration, IntegrationAnswered, Work, compile_document
from app.engine.document import DocumentError, DocumentFault, parse_document, read_source
from app.engine.events import Answer
from app.engine.simulation import Case, Mocks, Perform, Player, Setup, clock_of, no_sandbox, read_case
from app.kit.egress import EgressPolicy, GuardedClient, read_allow
from app.runtime.performers import HttpPerformer
from app.settings import settings

_WELCOME = "Type to talk, a number to press a button, :help for more."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a bot, or a conversation test to use its mocks"
    )
    parser.add_argument("--user", metavar="NAME", help="your name, as user.name")
    parser.add_argument("--virtual", action="store_true", help="a clock that only :wait moves")


def run(args: argparse.Namespace) -> int:
    """0 when it was left; 1 where the file is no bot."""
    try:
        playing = _prepare(args)
    except DocumentError as broken:
        for fault in broken.faults:
            print(f"{args.file}: {fault.path or 'document'}: {fault.message}", file=sys.stderr)
        return 1
    except OSError as broken:
        print(f"{args.file}: {broken.strerror or broken}", file=sys.stderr)
        return 1
    print(_WELCOME)
    playing.start()
    _talk(playing, _lines())
    return 0


def _prepare(args: argparse.Namespace) -> Playing:
    case = _read(args.file)
    user: dict[str, Any] = {} if args.user is None else {"name": args.user}
    perform, setup = _perform_for_real, Setup(now=datetime.now(UTC), user=user, draw=random.random)
    clock: Callable[[], datetime] | None = None if args.virtual else lambda: datetime.now(UTC)
    if case.test is not None:
        perform = Mocks(case.test.http, case.test.integrations).perform
        setup = Setup(now=clock_of(case.test), user=case.test.user | user, draw=random.random)
        clock = None
    bot = compile_document(case.bot, case.templates)
    return Playing(lambda: _player(bot, setup, perform), clock)


def _player(bot: Any, setup: Setup, perform: Perform) -> Player:
    return Player(bot, replace(setup, stopwatch=time.perf_counter_ns), perform)


def _read(file: Path) -> Case:
    values = read_source(file.read_bytes())
    if type(values) is dict and "kind" not in values and "bot" in values:
        return read_case(values, lambda name: _beside(file, name))
    bot = parse_document(values)
    return Case(name=bot.name, bot=bot)


def _beside(file: Path, name: str) -> bytes:
    try:
        return (file.parent / name).read_bytes()
    except OSError as broken:
        raise DocumentError([DocumentFault(code="document:no_file", found=name)]) from broken


def _perform_for_real(work: Work) -> Answer:
    if isinstance(work, CallHttp):
        client = GuardedClient(EgressPolicy(allow=read_allow(settings().egress_allow)))
        return asyncio.run(HttpPerformer(egress=client).perform(work))
    if isinstance(work, CallIntegration):
        error = {"code": "unavailable", "message": "Integrations need a running installation."}
        return IntegrationAnswered(command_id=work.id, ok=False, error=error)
    return no_sandbox(work)


def _lines() -> queue.SimpleQueue[str | None]:
    """What is typed, line by line, read beside the clock; None at the end of the input."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line.rstrip("\r\n"))
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _talk(playing: Playing, lines: "queue.SimpleQueue[str | None]") -> None:
    while True:
        try:
            line = lines.get(timeout=playing.seconds_to_timer())
        except queue.Empty:
            playing.catch_up()
            continue
        except KeyboardInterrupt:
            return
        if line is None or not _take(playing, line):
            return


def _take(playing: Playing, line: str) -> bool:
    """False where the conversation is left."""
    playing.catch_up()
    if not line.startswith(":"):
        playing.say(line)
        return True
    name, _, argument = line[1:].partition(" ")
    command = COMMANDS.get(name)
    try:
        if command is None:
            print(f"There is no :{name}. Try :help.")
        else:
            command.act(playing, argument.strip())
    except Quit:
        return False
    except ValueError as unfit:
        print(unfit)
    return True
