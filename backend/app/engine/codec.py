"""Sessions, events and commands as bytes and back (architecture.md 3). Numbers stay exact."""

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
from .session import Session
from .values import decoder_of, encode

_read_session = decoder_of(Session, "a session")
_read_event = decoder_of(
    Started | MessageReceived | TimerFired | HttpAnswered | CodeReturned | IntegrationAnswered, "an event"
)
_read_command = decoder_of(
    SendMessage | CallHttp | RunCode | CallIntegration | StartTimer | CancelTimer, "a command"
)


def dump_session(session: Session) -> bytes:
    return encode(session)


def load_session(stored: bytes | str) -> Session:
    """ValueError: not what `dump_session` gave."""
    return _read_session(stored)


def dump_event(event: Event) -> bytes:
    return encode(event)


def load_event(stored: bytes | str) -> Event:
    """ValueError: not what `dump_event` gave."""
    return _read_event(stored)


def dump_command(command: Command) -> bytes:
    return encode(command)


def load_command(stored: bytes | str) -> Command:
    """ValueError: not what `dump_command` gave."""
    return _read_command(stored)
