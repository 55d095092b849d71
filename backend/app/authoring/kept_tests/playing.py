"""Playing the tests kept with a bot, one after the other: each for so long, and so long in all."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.engine import BotDocument, CompiledBot, TemplateDocument
from app.engine.simulation import RunCodeWith, no_sandbox, run_compiled
from app.kit.errors import Conflict, DbcvError, InvalidInput
from app.runtime.playing import SECONDS, Size

from ..playing import checked_test, make_ready, new_size, shown_turns, stopwatch

IN_ALL = 20.0  # seconds of work

type Numbered = tuple[int, Any]  # where a test stands in the document, and the test as it is written there
type Templates = tuple[TemplateDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Of one test. `differences`: what did not follow, with the turn it is of; `turns` of a red one, as
    `simulate` shows them, None where that would be too much; `fault`: why it could not be played."""

    index: int
    name: str
    passed: bool
    differences: tuple[str, ...] = ()
    turns: list[dict[str, Any]] | None = None
    fault: DbcvError | None = None


@dataclass(slots=True, kw_only=True)
class Budget:
    """What is left of the time, and of what is shown, for all tests together."""

    until: float = field(default_factory=lambda: time.monotonic() + IN_ALL)
    size: Size = field(default_factory=new_size)
    run_code: RunCodeWith = no_sandbox

    @property
    def seconds(self) -> float:
        """For the next test."""
        return min(SECONDS, self.until - time.monotonic())


def played(bot: CompiledBot, test: Numbered, budget: Budget) -> Result:
    """Green or red: a test that cannot be read, or does not end, is red too."""
    index, raw = test
    try:
        return _played(bot, test, budget)
    except DbcvError as fault:
        return Result(index=index, name=name_of(raw), passed=False, fault=fault)


def name_of(raw: Any) -> str:
    name = raw.get("name") if isinstance(raw, dict) else None
    return name if isinstance(name, str) else ""


def _played(bot: CompiledBot, test: Numbered, budget: Budget) -> Result:
    index, raw = test
    read = checked_test(raw)
    if budget.seconds <= 0:
        raise InvalidInput("test:out_of_time", "The tests before it took all the time there is.")
    look = stopwatch(budget.seconds)
    outcome = run_compiled(bot, read, budget.run_code, stopwatch=look)
    turns = None
    if not outcome.passed:
        try:
            turns = shown_turns(outcome, look, budget.size)
        except InvalidInput:
            turns = None  # it is told in `differences`
    return Result(
        index=index, name=read.name, passed=outcome.passed, differences=tuple(outcome.lines()), turns=turns
    )


def play_all(document: BotDocument, templates: Templates, run_code: RunCodeWith) -> list[Result]:
    """Every test the document keeps, for a thread."""
    if not document.tests:
        return []
    bot, budget = make_ready(document, templates), Budget(run_code=run_code)
    return [played(bot, test, budget) for test in enumerate(document.tests)]


def refuse_red(results: Iterable[Result], revision: int) -> None:
    """Conflict `bot:red_tests` where a test of the draft is red."""
    red = [one for one in results if not one.passed]
    if red:
        raise Conflict("bot:red_tests", "Tests of the bot are red.", tests=_told(red), revision=revision)


def _told(red: Sequence[Result]) -> list[dict[str, Any]]:
    return [
        {
            "index": one.index,
            "name": one.name,
            "differences": list(one.differences),
            "error": None if one.fault is None else one.fault.code,
        }
        for one in red
    ]
