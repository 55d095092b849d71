"""Sessions, events and commands as bytes and back (architecture.md 3). Numbers stay exact."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, NotRequired, TypedDict, cast

import msgspec

from .commands import CallHttp, CallIntegration, CancelTimer, Command, RunCode, SendMessage, StartTimer
from .events import (
    CodeReturned,
    Event,
    HttpAnswered,
    IntegrationAnswered,
    MessageReceived,
    Started,
    TimerFired,
)
from .session import Awaiting, Frame, RunningTimer, Session
from .values import decode, decoder_of, encode

type Shape = dict[str, Any]

EVENTS: Mapping[str, type[Any]] = {
    "started": Started,
    "message_received": MessageReceived,
    "timer_fired": TimerFired,
    "http_answered": HttpAnswered,
    "code_returned": CodeReturned,
    "integration_answered": IntegrationAnswered,
}
COMMANDS: Mapping[str, type[Any]] = {
    "send_message": SendMessage,
    "call_http": CallHttp,
    "run_code": RunCode,
    "call_integration": CallIntegration,
    "start_timer": StartTimer,
    "cancel_timer": CancelTimer,
}
_NAMES = {kind: name for name, kind in (*EVENTS.items(), *COMMANDS.items())}


class _StoredSession(TypedDict):
    """As the fields of Session, but for the event inside that needs its kind to be read."""

    id: str
    version: int
    step: str | None
    frames: tuple[Frame, ...]
    variables: dict[str, Any]
    finished: bool
    timers: tuple[RunningTimer, ...]
    awaiting: Shape | None
    pinned: NotRequired[tuple[int, ...]]


class _StoredAwaiting(TypedDict):
    command_id: str
    event: Shape
    groups: str
    position: int
    results: dict[str, Any]
    steps_entered: int
    requests: int
    waited_ms: int
    commands: int
    taken: bool
    work: NotRequired[int]
    code_calls: NotRequired[int]


_read_session = decoder_of(_StoredSession)


def dump_session(session: Session) -> bytes:
    if session.awaiting is None:
        return encode(session)
    waiting = _shape(session.awaiting) | {"event": _tagged(session.awaiting.event)}
    return encode(_shape(session) | {"awaiting": waiting})


def load_session(stored: bytes | str) -> Session:
    """ValueError: not what `dump_session` gave."""
    shape = _read_session(stored)
    waiting = shape.pop("awaiting")
    return Session(**shape, awaiting=None if waiting is None else _load_awaiting(waiting))


def _load_awaiting(stored: Shape) -> Awaiting:
    shape: Shape = dict(_built(stored, _StoredAwaiting))
    return Awaiting(**(shape | {"event": _untagged(shape["event"], EVENTS)}))


def dump_event(event: Event) -> bytes:
    return encode(_tagged(event))


def load_event(stored: bytes | str) -> Event:
    """ValueError: not what `dump_event` gave."""
    return _untagged(_read(stored), EVENTS)


def dump_command(command: Command) -> bytes:
    return encode(_tagged(command))


def load_command(stored: bytes | str) -> Command:
    """ValueError: not what `dump_command` gave."""
    return _untagged(_read(stored), COMMANDS)


def _shape(part: Any) -> Shape:
    """One level deep: msgspec writes the dataclasses inside by itself."""
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _tagged(part: Any) -> Shape:
    return {"kind": _NAMES[type(part)]} | _shape(part)


def _untagged(shape: Shape, kinds: Mapping[str, type[Any]]) -> Any:
    kind = kinds.get(shape.pop("kind", ""))
    if kind is None:
        raise ValueError("not of a known kind")
    return _built(shape, kind)


def _read(stored: bytes | str) -> Shape:
    shape = decode(stored)
    if type(shape) is not dict:
        raise ValueError("an object is expected")
    return cast("Shape", shape)


def _built[Built](shape: Shape, kind: type[Built]) -> Built:
    try:
        return msgspec.convert(shape, kind)
    except msgspec.ValidationError as unfit:
        raise ValueError(f"not a {kind.__name__}: {unfit}") from unfit
