"""Conversation tests on the real engine: nothing is stored, sent or asked for."""

import time
from collections.abc import Callable
from typing import Any

from app.engine import BotDocument, DocumentError, TemplateDocument, compile_document
from app.engine.document import read_source
from app.engine.simulation import read_test, run_compiled
from app.kit.errors import InvalidInput

from .exchange import refused

TURNS = 500
SECONDS = 5.0  # of work: an endless bot is its author's, and takes nobody else's time


def simulate(
    document: BotDocument,
    templates: tuple[TemplateDocument, ...],
    source: bytes,
    *,
    seconds: float = SECONDS,
) -> dict[str, Any]:
    """What came of the test, as JSON; InvalidInput where it is none, or is too much work."""
    try:
        read = read_test(read_source(source))
    except DocumentError as faulty:
        raise refused(faulty) from None
    if len(read.turns) > TURNS:
        raise InvalidInput(
            "simulation:too_many_turns", f"A simulation has at most {TURNS} turns.", limit=TURNS
        )
    bot = compile_document(document, templates)
    return run_compiled(bot, read, stopwatch=_until(time.monotonic() + seconds)).as_json()


def _until(deadline: float) -> Callable[[], int]:
    """A stopwatch for the trace that the engine cannot outrun."""

    def look() -> int:
        if time.monotonic() > deadline:
            raise InvalidInput("simulation:too_long", "The bot goes on and on: the simulation was stopped.")
        return time.perf_counter_ns()

    return look
