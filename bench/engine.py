"""`python -m bench.engine`: turns per second of the engine alone on one core, traces on; prints rows as JSON.

A turn handles a message at a step with three rules and an ELSE, sets a variable and renders the next message.
"""

import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson

from app.engine import (
    CompiledBot,
    Context,
    Incoming,
    MessageReceived,
    SendMessage,
    Session,
    Turn,
    advance,
    compile_document,
    parse_document,
)
from app.engine.values import encode
from bench.load.quiz import SCORES
from bench.rows import Row

QUIZ = Path(__file__).parent / "quiz.yaml"
ROUNDS = 5
ROUND_TURNS = 20_000
CONTEXT = Context(
    bot={"id": "quiz", "name": "Three-turn quiz"},
    user={"id": "anna", "name": "Anna", "username": None, "email": None, "locale": "en", "timezone": None},
    channel={"id": "web", "name": "Web", "kind": "web"},
    stopwatch=time.perf_counter_ns,
)


def message(number: int, text: str) -> MessageReceived:
    said = Incoming(id=f"message-{number}", text=text)
    return MessageReceived(id=f"event-{number}", at=datetime(2026, 1, 1, tzinfo=UTC), message=said)


def check(turn: Turn, text: str) -> None:
    """The turn that is timed gives the right answer; ValueError otherwise."""
    sent = [command.text for command in turn.commands if isinstance(command, SendMessage)]
    if sent != [f"You said {text}, Anna: score {SCORES[text]}. Say end."]:
        raise ValueError(f"the engine answered {sent} to {text!r}")


def turns(bot: CompiledBot, session: Session) -> Iterator[Turn]:
    """Each is computed when it is asked for; a message of every kind in turn."""
    said = itertools.islice(itertools.cycle(SCORES), 1000)
    messages = [message(number, text) for number, text in enumerate(said)]
    return (advance(bot, session, one, CONTEXT) for one in itertools.cycle(messages))


def row(subject: str, do: Callable[[Turn], object], source: Iterator[Turn]) -> Row:
    """Medians of rounds; `turns_per_cpu_s` leaves out what other processes took of the core."""
    walls, cpus = zip(*(timed(do, source) for _ in range(ROUNDS)), strict=True)
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    return {
        "bench": "engine",
        "subject": subject,
        "users": 1,
        "turns_per_s": round(ROUND_TURNS / wall),
        "turns_per_cpu_s": round(ROUND_TURNS / cpu),
        "cpu_s_per_1k": round(cpu / ROUND_TURNS * 1000, 4),
        "errors": 0,
    }


def timed(do: Callable[[Turn], object], source: Iterator[Turn]) -> tuple[float, float]:
    """Wall and CPU seconds of one round."""
    wall, cpu = time.perf_counter(), time.process_time()
    for turn in itertools.islice(source, ROUND_TURNS):
        do(turn)
    return time.perf_counter() - wall, time.process_time() - cpu


def collect(turn: Turn) -> object:
    """The trace as the turn leaves it."""
    return turn.trace


def store(turn: Turn) -> object:
    """The trace as it is stored."""
    return encode(turn.trace.body())


def measure_engine() -> list[Row]:
    bot = compile_document(parse_document(QUIZ.read_bytes()))
    begun = advance(bot, Session(id="session", version=1), message(0, "start"), CONTEXT).session
    for text in SCORES:
        check(advance(bot, begun, message(1, text), CONTEXT), text)
    source = turns(bot, begun)
    timed(collect, source)
    return [row("turn with trace", collect, source), row("turn and trace as JSON", store, source)]


def main() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sys.stdout.buffer.write(orjson.dumps(measure_engine()))


if __name__ == "__main__":
    main()
