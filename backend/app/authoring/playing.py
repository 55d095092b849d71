"""A bot made ready for conversation tests, and how much of one is read, played and shown."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from app.engine import (
    LIMITS,
    BotDocument,
    CompiledBot,
    DocumentError,
    TemplateDocument,
    compile_document,
    values,
)
from app.engine.document import ConversationTest, read_source
from app.engine.document.schema_subset import patterns_of
from app.engine.inspect.pattern_cost import MOST_PATTERNS, pattern_cost
from app.engine.rules.cost import cost_of
from app.engine.simulation import TestOutcome, read_test
from app.kit.errors import InvalidInput
from app.runtime.playing import LARGEST, TURNS, Size, stopwatch_until

from .exchange import refused
from .templates.used import used_beside

type Look = Callable[[], int]


def make_ready(document: BotDocument, templates: tuple[TemplateDocument, ...]) -> CompiledBot:
    """With those of the templates it uses; `simulation:too_many_patterns` where that would take too long."""
    used = used_beside(document, templates)
    if has_too_many_patterns((document, *document.templates, *used)):
        raise InvalidInput("simulation:too_many_patterns", "The bot has too many regular expressions.")
    return compile_document(document, used)


def test_source(source: bytes) -> Any:
    """What is written in it, but for the `bot` a test file names: it is played with another. Refused with
    `document:invalid` where that cannot be read."""
    try:
        written = read_source(source)
    except DocumentError as faulty:
        raise refused(faulty, "test") from None
    if isinstance(written, dict):
        return {key: value for key, value in cast("dict[Any, Any]", written).items() if key != "bot"}
    return written


def checked_test(raw: Any) -> ConversationTest:
    """`document:invalid` with every fault by path, `simulation:too_many_turns`."""
    try:
        read = read_test(raw)
    except DocumentError as faulty:
        raise refused(faulty, "test") from None
    if len(read.turns) > TURNS:
        raise InvalidInput(
            "simulation:too_many_turns", f"A simulation has at most {TURNS} turns.", limit=TURNS
        )
    return read


def stopwatch(seconds: float) -> Look:
    """For the trace; `simulation:too_long` once so much time is over."""
    sentence = "The bot goes on and on: the simulation was stopped."
    return stopwatch_until(time.monotonic() + seconds, InvalidInput("simulation:too_long", sentence))


def new_size() -> Size:
    """`simulation:too_large` beyond what is shown."""
    sentence = "The bot does too much to be shown at once."
    return Size(InvalidInput("simulation:too_large", sentence, limit=LARGEST))


def shown_turns(outcome: TestOutcome, look: Look, size: Size) -> list[dict[str, Any]]:
    """Turn by turn: what many turns have to say of large variables may have no end either."""
    turns: list[dict[str, Any]] = []
    for turn in outcome.turns:
        look()
        turns.append(turn.as_json())
        size.add(len(values.encode(turns[-1])))
    return turns


def has_too_many_patterns(documents: Iterable[BotDocument | TemplateDocument]) -> bool:
    """Nobody publishes a bot with so many; to make them ready would take longer than to play."""
    known: set[str] = set()
    cost = 0
    for document in documents:
        cost += sum(pattern_cost(rules, known) for rules in _rule_sets(document))
        in_schemas = {pattern for schema in _schemas(document) for pattern in patterns_of(schema)} - known
        known |= in_schemas
        cost += sum(map(cost_of, in_schemas))
    return len(known) > LIMITS.patterns or cost > MOST_PATTERNS


def _schemas(document: BotDocument | TemplateDocument) -> tuple[Any, ...]:
    return (document.inputs, document.outputs) if isinstance(document, TemplateDocument) else ()


def _rule_sets(document: BotDocument | TemplateDocument) -> Iterator[Any]:
    groups = [group for step in document.steps for group in step.groups]
    for group in (*groups, *getattr(document, "groups", ())):
        for connection in group.connections:
            yield connection.rules
            yield connection.filters
