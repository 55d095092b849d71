"""The lists of what is kept about a person, table by table, for handing them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app.engine.trace import shaped
from app.storage.models import (
    Attachment,
    Audit,
    DeadLetter,
    Inbox,
    Message,
    Subscriber,
    Thread,
    Timer,
    Trace,
    UserVariables,
)
from app.storage.selecting import AnySelect

from .reach import Reach

type Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A list of rows in the order of `key`, and how one is shown."""

    name: str
    rows: AnySelect
    key: tuple[Any, ...]
    show: Callable[[Any], Shown]


def lists_of(who: UUID, reach: Reach, sessions: Sequence[UUID]) -> tuple[Kept, ...]:
    """Everything but the conversations' own rows; `sessions`: those within reach."""
    return (*_of_person(who, reach), _messages(who, reach), *_of_sessions(sessions))


def _of_person(who: UUID, reach: Reach) -> tuple[Kept, ...]:
    told = UserVariables.person_id == who, reach.of(UserVariables.workspace_id)
    there = Subscriber.member_id == who, Subscriber.channel_id.in_(reach.channels)
    theirs = Attachment.person_id == who, Attachment.bot_id.is_(None), reach.of(Attachment.workspace_id)
    audited = or_(Audit.actor_id == who, Audit.subject_id == who), reach.of(Audit.workspace_id)
    return (
        Kept(
            "variables",
            select(UserVariables).where(*told),
            (UserVariables.workspace_id,),
            _fields("workspace_id", "variables", "profile"),
        ),
        Kept(
            "channels",
            select(Subscriber).where(*there),
            (Subscriber.id,),
            _fields("channel_id", "current_bot_id", "created_at"),
        ),
        Kept(
            "attachments",
            select(Attachment).where(*theirs),
            (Attachment.id,),
            _fields("id", "channel_id", "name", "content_type", "size", "created_at"),
        ),
        Kept(
            "audit",
            select(Audit).where(*audited),
            (Audit.id,),
            _fields("at", "action", "actor_id", "subject_id", "bot_id"),
        ),
    )


def _messages(who: UUID, reach: Reach) -> Kept:
    """All of their own threads; in a group what they said."""
    here = reach.in_channels(Thread.channel_id)
    threads = select(Thread.id).where(Thread.person_id == who, here)
    groups = select(Thread.id).where(Thread.person_id.is_(None), here)
    in_group = Message.thread_id.in_(groups) & (Message.sender_id == who)
    said = select(Message).where(or_(Message.thread_id.in_(threads), in_group))
    shown = _fields("id", "thread_id", "seq", "session_id", "sender_kind", "sender_id", "body", "created_at")
    return Kept("messages", said, (Message.thread_id, Message.seq), shown)


def _of_sessions(sessions: Sequence[UUID]) -> tuple[Kept, ...]:
    return (
        Kept(
            "traces",
            select(Trace).where(Trace.session_id.in_(sessions)),
            (Trace.session_id, Trace.id),
            lambda row: {"session_id": row.session_id, "at": row.at, "entries": shaped(row.body)["entries"]},
        ),
        Kept(
            "waiting",
            select(Inbox).where(Inbox.session_id.in_(sessions)),
            (Inbox.session_id, Inbox.id),
            _fields("session_id", "event", "since"),
        ),
        Kept(
            "timers",
            select(Timer).where(Timer.session_id.in_(sessions)),
            (Timer.id,),
            _fields("session_id", "due_at"),
        ),
        Kept(
            "dead_letters",
            select(DeadLetter).where(DeadLetter.session_id.in_(sessions)),
            (DeadLetter.id,),
            _fields("id", "kind", "session_id", "payload", "error", "created_at"),
        ),
    )


def _fields(*names: str) -> Callable[[Any], Shown]:
    return lambda row: {name: getattr(row, name) for name in names}
