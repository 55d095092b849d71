"""What a conversation is: pure and synchronous, without I/O, a clock or chance (architecture.md 3).

A document is parsed, compiled once and advanced by events:
`advance(compile_document(parse_document(source)), new_session(id), event, context)`.
"""

from .codec import (
    dump_command,
    dump_event,
    dump_session,
    load_command,
    load_event,
    load_session,
)
from .commands import (
    CallHttp,
    CallIntegration,
    CancelTimer,
    Command,
    RunCode,
    SendMessage,
    StartTimer,
    Work,
)
from .compile import compile_document
from .context import Context
from .document import (
    BotDocument,
    DocumentError,
    DocumentFault,
    TemplateDocument,
    document_schema,
    parse_document,
)
from .events import (
    Answer,
    CodeReturned,
    Event,
    HttpAnswered,
    Incoming,
    IntegrationAnswered,
    MessageReceived,
    Started,
    TimerFired,
)
from .faults import PROBLEM_CODES, Problem
from .http import HttpRequest, HttpResult
from .inspect import Issue, Surroundings, inspect, inspect_parts
from .limits import LIMITS, Limits
from .program import CompiledBot
from .session import Awaiting, Frame, RunningTimer, Session, new_session
from .trace import Trace
from .turn import Turn, advance
from .variables import Change

__all__ = [
    "LIMITS",
    "PROBLEM_CODES",
    "Answer",
    "Awaiting",
    "BotDocument",
    "CallHttp",
    "CallIntegration",
    "CancelTimer",
    "Change",
    "CodeReturned",
    "Command",
    "CompiledBot",
    "Context",
    "DocumentError",
    "DocumentFault",
    "Event",
    "Frame",
    "HttpAnswered",
    "HttpRequest",
    "HttpResult",
    "Incoming",
    "IntegrationAnswered",
    "Issue",
    "Limits",
    "MessageReceived",
    "Problem",
    "RunCode",
    "RunningTimer",
    "SendMessage",
    "Session",
    "StartTimer",
    "Started",
    "Surroundings",
    "TemplateDocument",
    "TimerFired",
    "Trace",
    "Turn",
    "Work",
    "advance",
    "compile_document",
    "document_schema",
    "dump_command",
    "dump_event",
    "dump_session",
    "inspect",
    "inspect_parts",
    "load_command",
    "load_event",
    "load_session",
    "new_session",
    "parse_document",
]
