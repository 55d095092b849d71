"""What a kind of group that does work is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..commands import Work
from ..document.group import Group
from ..document.request import Request
from ..events import Answer, CodeReturned, HttpAnswered, IntegrationAnswered
from ..machine import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`ask` gives the command to be answered, or at once the answer where it must not be given out.

    `result` records the answer's problem and gives the value of the scope named as the kind.
    """

    answer: type[HttpAnswered | CodeReturned | IntegrationAnswered]
    compile: Callable[[Group, Mapping[str, Request]], Any]
    ask: Callable[[Run, Any], Work | Answer]
    result: Callable[[Run, Any], dict[str, Any]]


def seconds_left(run: Run) -> float:
    """Of waiting for answers in this turn; 0 where no more may be asked (flow-language.md 4.8)."""
    return 0 if run.requests >= run.limits.requests else waiting_left(run)


def waiting_left(run: Run) -> float:
    """The same where requests are not counted: for code."""
    return max(0.0, run.limits.waiting - run.waited_ms / 1000)
