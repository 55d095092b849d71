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
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.authoring.gallery import gallery
from app.cli.jail import sandbox
from app.cli.play_commands import COMMANDS, Quit
from app.cli.playing import Playing
from app.cli.words import add_language_argument, fault_told, placed, told
from app.engine import CallHttp, CallIntegration, IntegrationAnswered, Work, compile_document
from app.engine.document import DocumentError, DocumentFault, parse_document, read_source
from app.engine.document.lines import lines_of
from app.engine.events import Answer
from app.engine.simulation import Case, Mocks, Perform, Player, RunCodeWith, Setup, clock_of, read_case
from app.kit.egress import EgressPolicy, GuardedClient
from app.kit.starting import settings_to_start_with
from app.runtime.code import runner
from app.runtime.performers import HttpPerformer
from app.runtime.ports import Origin

# No credential and no file is anybody's here.
_NOWHERE = Origin(bot_id=UUID(int=0), session_id=UUID(int=0), workspace_id=UUID(int=0))
_WELCOME = "Type to talk, a number to press a button, :help for more."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the arguments."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a bot, or a conversation test to use its mocks"
    )
    add_language_argument(parser)
    parser.add_argument("--user", metavar="NAME", help="your name, as user.name")
    parser.add_argument("--virtual", action="store_true", help="a clock that only :wait moves")


def run(args: argparse.Namespace) -> int:
    """0 when it was left; 1 where the file is no bot."""
    with sandbox() as jail:
        return _play(args, runner(jail))


def _play(args: argparse.Namespace, run_code: RunCodeWith) -> int:
    try:
        playing = _prepare(args, run_code)
    except DocumentError as broken:
        lines = lines_of(args.file.read_bytes())
        for fault in broken.faults:
            issue = placed(fault_told(fault, args.language), lines)
            print(told(str(args.file), issue, args.language), file=sys.stderr)
        return 1
    except OSError as broken:
        print(f"{args.file}: {broken.strerror or broken}", file=sys.stderr)
        return 1
    print(_WELCOME)
    playing.start()
    _talk(playing, _lines())
    return 0


def _prepare(args: argparse.Namespace, run_code: RunCodeWith) -> Playing:
    case = _read(args.file)
    user: dict[str, Any] = {} if args.user is None else {"name": args.user}
    perform: Perform = partial(_perform_for_real, run_code)
    setup = Setup(now=datetime.now(UTC), user=user, draw=random.random)
    clock: Callable[[], datetime] | None = None if args.virtual else lambda: datetime.now(UTC)
    if case.test is not None:
        perform = Mocks(case.test.http, case.test.integrations, run_code).perform
        setup = Setup(now=clock_of(case.test), user=case.test.user | user, draw=random.random)
        clock = None
    bot = compile_document(case.bot, (*gallery(), *case.templates))
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


def _perform_for_real(run_code: RunCodeWith, work: Work) -> Answer:
    if isinstance(work, CallHttp):
        client = GuardedClient(EgressPolicy.of(settings_to_start_with()))
        return asyncio.run(HttpPerformer(egress=client).perform(work, _NOWHERE))
    if isinstance(work, CallIntegration):
        error = {"code": "unavailable", "message": "Integrations need a running installation."}
        return IntegrationAnswered(command_id=work.id, ok=False, error=error)
    return run_code(work)


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
