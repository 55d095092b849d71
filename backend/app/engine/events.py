"""What can happen to a session (flow-language.md 4.1): past tense, frozen, complete.

`id` is unique for an event and the same whenever it is handled again; `at` is when it was accepted
(aware, UTC); `random` (0 <= x < 1) was drawn with it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .http import HttpResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a person said; a typed message has `button` None."""

    id: str
    text: str | None = None
    button: str | None = None
    params: dict[str, Any] = field(default_factory=dict[str, Any])
    attachments: list[Any] = field(default_factory=list[Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """First contact, or an explicit restart where the session exists."""

    id: str
    at: datetime
    random: float = 0.5
    params: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived:
    id: str
    at: datetime
    random: float = 0.5
    message: Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired:
    """`timer_id` is that of the StartTimer command; one the session no longer holds is passed over."""

    id: str
    at: datetime
    random: float = 0.5
    timer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswered:
    command_id: str
    result: HttpResult


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReturned:
    """`value` is what main returned; `writes` the keys it assigned; `error` is {type, message, line}."""

    command_id: str
    value: Any = None
    writes: dict[str, Any] = field(default_factory=dict[str, Any])
    prints: str = ""
    error: dict[str, Any] | None = None
    problem: str | None = None
    elapsed_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationAnswered:
    """`error` is {code, message}; None where `ok`."""

    command_id: str
    ok: bool
    result: Any = None
    error: dict[str, Any] | None = None
    elapsed_ms: int = 0


type Answer = HttpAnswered | CodeReturned | IntegrationAnswered
type Event = Started | MessageReceived | TimerFired | Answer
