"""What came of a conversation test, turn by turn."""

from dataclasses import dataclass, field
from typing import Any

from ..commands import SendMessage
from ..faults import Problem
from ..masking import Secrets
from ..trace import Trace
from .compare import message_json


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnOutcome:
    """`label` names what happened, `differences` what should have followed and did not."""

    label: str
    sent: tuple[SendMessage, ...]
    at: str | None
    finished: bool
    problems: tuple[Problem, ...]
    no_match: bool
    traces: tuple[Trace, ...]
    variables: dict[str, Any]
    secrets: Secrets
    differences: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For people and programs to look at: secrets are masked."""
        shown = {
            "label": self.label,
            "sent": [message_json(message) for message in self.sent],
            "at": self.at,
            "finished": self.finished,
            "problems": [problem_json(problem) for problem in self.problems],
            "no_match": self.no_match,
            "variables": self.variables,
            "differences": list(self.differences),
        }
        return self.secrets.mask(shown) | {"trace": [trace.body() for trace in self.traces]}


@dataclass(frozen=True, slots=True, kw_only=True)
class TestOutcome:
    """`differences` are those of no turn: mocks left unused."""

    name: str
    turns: tuple[TurnOutcome, ...]
    differences: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        return not self.differences and not any(turn.differences for turn in self.turns)

    def lines(self) -> list[str]:
        """Every difference, with the turn it is of."""
        of_turns = [f"{turn.label}: {line}" for turn in self.turns for line in turn.differences]
        return [*of_turns, *self.differences]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "passed": self.passed,
            "turns": [turn.as_json() for turn in self.turns],
            "differences": list(self.differences),
        }


def problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "step": problem.step,
        "group": problem.group,
        "detail": problem.detail,
    }
