"""Answers to what a replayed bot asks for: those that were given then, else those the author gives now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from app.engine import Answer, CompiledBot, RunCode, Session, Work, load_event, values
from app.engine.simulation import Mocks
from app.runtime.traces import KINDS, asked_of

type Source = Literal["recorded", "mock", "run", "other_request", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was asked, and whose answer it had; `other_request`: the one that group had to something else.

    `run`: code that is not what it was then.
    """

    kind: str
    what: str
    answered: Source


class Answers:
    """Each recorded answer is given once. `place_of` tells step and group that ask just now."""

    def __init__(
        self, recorded: list[dict[str, Any]], mocks: Mocks, place_of: Callable[[], tuple[str | None, str]]
    ) -> None:
        self._recorded = recorded
        self._mocks = mocks
        self._place_of = place_of
        self._done: list[Done] = []

    def perform(self, work: Work) -> Answer:
        kind, what = KINDS[type(work)], asked_of(work)
        answer, source = self._find(work, kind, what)
        self._done.append(Done(kind=kind, what=what, answered=source))
        return answer

    def take_done(self) -> list[Done]:
        """What was asked since the last call."""
        done, self._done = self._done, []
        return done

    def _find(self, work: Work, kind: str, what: str) -> tuple[Answer, Source]:
        step, group = self._place_of()
        here = {"kind": kind, "step": step, "group": group}
        exact = self._take({**here, "what": what}, work)
        if exact is None and what:
            exact = self._take({"kind": kind, "what": what}, work)
        if exact is not None:
            return exact, "recorded"
        waiting = len(self._mocks.unused())
        given = self._mocks.perform(work)
        if len(self._mocks.unused()) < waiting:
            return given, "mock"
        other = self._take(here, work)
        if isinstance(work, RunCode):
            return given, "run"
        return (given, "missing") if other is None else (other, "other_request")

    def _take(self, like: dict[str, Any], work: Work) -> Answer | None:
        for recorded in self._recorded:
            if all(recorded[key] == value for key, value in like.items()):
                self._recorded.remove(recorded)
                return _answer(recorded["answer"], work)
        return None


def _answer(stored: dict[str, Any], work: Work) -> Answer | None:
    """None where masking or an earlier release left something that is no answer."""
    try:
        event: Any = load_event(values.encode({**stored, "command_id": work.id}))
    except ValueError:
        return None
    answer: Answer = event
    return answer


def asking(bot: CompiledBot, session: Session) -> tuple[str | None, str]:
    """Step and group the session awaits an answer for, as a trace names them."""
    awaiting = session.awaiting
    if awaiting is None:
        return None, ""
    flow = bot.flow
    for frame in session.frames:
        flow = bot.templates[frame.template, frame.version].flow
    step = None if session.step is None else flow.steps.get(session.step)
    lists = {
        "bot": bot.groups,
        "step": () if step is None else step.on_message,
        "timeout": () if step is None else step.timeouts,
    }
    groups = lists[awaiting.groups]
    group = groups[awaiting.position].id if awaiting.position < len(groups) else ""
    return session.place, group
