"""Plays a conversation test and says what did not follow as it should (flow-language.md 9)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..commands import CallHttp, CallIntegration
from ..compile import compile_document
from ..document import BotDocument, ConversationTest, TemplateDocument
from ..document.conversation_test import Said, StartWith, Turn
from ..document.reading_tests import seconds_of
from ..events import Answer, Incoming
from ..masking import Secrets
from ..program import CompiledBot
from ..values import clean
from .case import clock_of
from .compare import compare_exactly, compare_messages, show
from .mocks import Mocks, RunCodeWith, Unanswered, no_sandbox
from .outcome import TestOutcome, TurnOutcome
from .player import Played, Player, Setup

UNKNOWN_STEP = "flow:unknown_step"


class Lacking(Exception):
    """The test cannot go on in this turn, counted from 1, before the world has answered `work`."""

    def __init__(self, work: CallHttp | CallIntegration, turn: int, secrets: Secrets) -> None:
        super().__init__(work.id)
        self.work = work
        self.turn = turn
        self.secrets = secrets


def run_test(
    bot: BotDocument,
    test: ConversationTest,
    templates: Iterable[TemplateDocument] = (),
    run_code: RunCodeWith = no_sandbox,
) -> TestOutcome:
    """Nothing outside is touched: requests are answered by the test's mocks, code by `run_code`."""
    return run_compiled(compile_document(bot, templates), test, run_code)


def run_compiled(
    bot: CompiledBot,
    test: ConversationTest,
    run_code: RunCodeWith = no_sandbox,
    stopwatch: Callable[[], int] = lambda: 0,
    asking: Sequence[Answer] | None = None,
) -> TestOutcome:
    """The same with a compiled bot; `stopwatch` is asked for nanoseconds in every turn and may end it all.
    `asking` as in Mocks: then Lacking is raised where the world is to be asked."""
    mocks = Mocks(test.http, test.integrations, run_code, asking)
    chance = float(test.random)
    setup = Setup(now=clock_of(test), user=test.user, draw=lambda: chance, stopwatch=stopwatch)
    player = Player(bot, setup, mocks.perform)
    turns: list[TurnOutcome] = []
    for number, turn in enumerate(test.turns, start=1):
        unset = [*_give(player, turn)]
        try:
            played = _play(player, turn, f"message-{number}")
        except Unanswered as work:
            raise Lacking(work.work, number, player.secrets()) from None
        followed = (*_lost(bot, turn, played), *_differences(player, turn, played))
        found = (*unset, *followed, *mocks.take_differences())
        turns.append(_outcome(player, played, f"turn {number} ({_label(turn)})", found))
    return TestOutcome(name=test.name, turns=tuple(turns), differences=tuple(mocks.unused()))


def _give(player: Player, turn: Turn) -> Iterator[str]:
    for path, value in turn.given.items():
        try:
            player.give(path, value)
        except ValueError as unfit:
            yield f"given: {unfit}"


def _play(player: Player, turn: Turn, message_id: str) -> Played:
    if turn.wait is not None:
        return player.wait(seconds_of(turn.wait))
    if turn.user is None:
        return player.start(turn.start.params if isinstance(turn.start, StartWith) else {})
    return player.say(incoming(turn.user, message_id))


def incoming(said: str | Said, message_id: str) -> Incoming:
    """A typed text, or an object whose `text` is by default its button's value."""
    if isinstance(said, str):
        return Incoming(id=message_id, text=clean(said))
    text = said.button if said.text is None else said.text
    return Incoming(
        id=message_id,
        text=clean(text),
        button=clean(said.button),
        params=clean(said.params),
        attachments=clean(said.attachments),
    )


def _lost(bot: CompiledBot, turn: Turn, played: Played) -> Iterator[str]:
    """A conversation that could not begin passes nothing, unless that is what is expected."""
    begins = bot.flow.first_step in bot.flow.steps
    if not begins and turn.problems is None and any(one.code == UNKNOWN_STEP for one in played.problems):
        yield f"the bot has no step to begin with: problems: expected [], got {show([UNKNOWN_STEP])}"


def _differences(player: Player, turn: Turn, played: Played) -> Iterator[str]:
    if turn.bot is not None:
        yield from compare_messages(turn.bot, played.sent)
    actual = {
        "at": player.session.place,
        "finished": player.session.finished,
        "problems": [problem.code for problem in played.problems],
        "no_match": played.no_match,
    }
    for key, value in actual.items():
        expected = getattr(turn, key)
        if expected is not None:
            yield from compare_exactly(key, expected, value)
    for path, value in (turn.variables or {}).items():
        yield from _variable_differences(player, path, value)
    if played.cut_short:
        yield "wait: timers fired without end, the rest of the time was not waited"


def _variable_differences(player: Player, path: str, expected: Any) -> Iterator[str]:
    try:
        yield from compare_exactly(path, expected, player.read(path))
    except ValueError as unfit:
        yield str(unfit)


def _outcome(player: Player, played: Played, label: str, differences: tuple[str, ...]) -> TurnOutcome:
    return TurnOutcome(
        label=label,
        sent=tuple(played.sent),
        at=player.session.place,
        finished=player.session.finished,
        problems=tuple(played.problems),
        no_match=played.no_match,
        traces=tuple(played.traces),
        variables=player.variables(),
        secrets=player.secrets(),
        differences=differences,
    )


def _label(turn: Turn) -> str:
    if turn.wait is not None:
        return f"wait {turn.wait}"
    if turn.user is None:
        return "start"
    said = turn.user if isinstance(turn.user, str) else turn.user.text or turn.user.button
    return f"user {show(said)}"
