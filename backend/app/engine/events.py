"""What can happen to a session (flow-language.md 4.1): past tense, frozen, complete.

`id` is unique for an event and the same whenever it is handled again; `at` is when it was accepted
(aware, UTC); `random` (0 <= x < 1) was drawn with it.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct

from .http import HttpResult


class Incoming(Struct, frozen=True, kw_only=True):
    """What a person said; a typed message has `button` None."""

    id: str
    text: str | None = None
    button: str | None = None
    params: dict[str, Any] = {}
    attachments: list[Any] = []


class Started(Struct, frozen=True, kw_only=True, tag_field="kind", tag="started"):
    """First contact, or an explicit restart where the session exists."""

    id: str
    at: datetime
    random: float = 0.5
    params: dict[str, Any] = {}


class MessageReceived(Struct, frozen=True, kw_only=True, tag_field="kind", tag="message_received"):
    id: str
    at: datetime
    random: float = 0.5
    message: Incoming


class TimerFired(Struct, frozen=True, kw_only=True, tag_field="kind", tag="timer_fired"):
    """`timer_id` is that of the StartTimer command; one the session no longer holds is passed over."""

    id: str
    at: datetime
    random: float = 0.5
    timer_id: str


class HttpAnswered(Struct, frozen=True, kw_only=True, tag_field="kind", tag="http_answered"):
    command_id: str
    result: HttpResult


class CodeReturned(Struct, frozen=True, kw_only=True, tag_field="kind", tag="code_returned"):
    """`value` is what main returned; `writes` the keys it assigned; `error` is {type, message, line}."""

    command_id: str
    value: Any = None
    writes: dict[str, Any] = {}
    prints: str = ""
    error: dict[str, Any] | None = None
    problem: str | None = None
    elapsed_ms: int = 0


class IntegrationAnswered(Struct, frozen=True, kw_only=True, tag_field="kind", tag="integration_answered"):
    """`error` is {code, message}; None where `ok`."""

    command_id: str
    ok: bool
    result: Any = None
    error: dict[str, Any] | None = None
    elapsed_ms: int = 0


type Answer = HttpAnswered | CodeReturned | IntegrationAnswered
type Event = Started | MessageReceived | TimerFired | Answer
