"""Advancing one session through the events that wait for it: in memory, nothing written."""

from dataclasses import dataclass, field, replace
from time import perf_counter_ns
from typing import Any
from uuid import UUID

from app.engine import (
    Answer,
    CancelTimer,
    Change,
    Command,
    CompiledBot,
    Context,
    Event,
    SendMessage,
    Session,
    StartTimer,
    Turn,
    advance,
    dump_command,
    dump_session,
    load_event,
    load_session,
    new_session,
    values,
)
from app.engine.operations import apply

from .catalog import Catalog
from .commit import Awaited, Outcome, Reply
from .inline import answer_inline
from .loading import Loaded, Open


class Poisoned(Exception):
    """Handling one event failed by a fault of ours; `row` is its place in the inbox."""

    def __init__(self, session_id: UUID, row: int) -> None:
        super().__init__(f"event {row} of session {session_id}")
        self.session_id = session_id
        self.row = row


@dataclass(slots=True)
class _Gathered:
    """What the turns of one drain have asked for so far."""

    done: list[int] = field(default_factory=list[int])
    replies: list[Reply] = field(default_factory=list[Reply])
    traces: list[str] = field(default_factory=list[str])
    changes: list[Change] = field(default_factory=list[Change])
    awaited: list[Awaited] = field(default_factory=list[Awaited])
    started: dict[UUID, StartTimer] = field(default_factory=dict[UUID, StartTimer])
    stopped: list[UUID] = field(default_factory=list[UUID])


@dataclass(frozen=True, slots=True, kw_only=True)
class Drained:
    """`outcome` None: nothing could be handled now. `poison`: the event at which it stopped, and why."""

    outcome: Outcome | None
    poison: Poisoned | None = None


class Drain:
    """Advances one loaded session as far as it goes."""

    def __init__(self, loaded: Loaded, catalog: Catalog) -> None:
        self._loaded = loaded
        self._catalog = catalog
        self._gathered = _Gathered()
        self._scopes = {"bot": loaded.bot, "user": loaded.user, "channel": loaded.channel}

    async def run(self, *, before: int | None = None) -> Drained:
        """The outcome of all that can be handled now, up to the first poisonous event or the row `before`."""
        loaded = self._loaded
        if not loaded.runs or loaded.published_version is None:
            return Drained(outcome=None)
        try:
            session = load_session(loaded.state) if loaded.state else None
        except ValueError as fault:
            return await self._without(loaded.open[0], fault)
        waiting = list(loaded.open)
        while (row := _next(waiting, session)) is not None and row.id != before:
            waiting.remove(row)
            try:
                session = await self._handle(session, row)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is this event's alone
                return await self._without(row, fault)
        if session is None or not self._gathered.done:
            return Drained(outcome=None)
        return Drained(outcome=self._outcome(session))

    async def _without(self, row: Open, fault: Exception) -> Drained:
        """What came before the poisonous event, done again: the event may have got half-way."""
        poison = Poisoned(self._loaded.id, row.id)
        poison.__cause__ = fault
        if not self._gathered.done:
            return Drained(outcome=None, poison=poison)
        earlier = await Drain(self._loaded, self._catalog).run(before=row.id)
        return Drained(outcome=earlier.outcome, poison=poison)

    async def _handle(self, session: Session | None, row: Open) -> Session:
        bot, session = await self._ready(session)
        event = load_event(row.event)
        while True:
            turn = self._advance(bot, session, event)
            session = turn.session
            answer = self._take(turn)
            if answer is None:
                break
            event = answer
        self._gathered.done.append(row.id)
        return session

    async def _ready(self, session: Session | None) -> tuple[CompiledBot, Session]:
        """The version this session runs on, moved on where publishing said so (architecture.md 5)."""
        loaded = self._loaded
        published = loaded.published_version or 0
        if session is None:
            session = new_session(str(loaded.id), published)
        elif session.awaiting is None and session.version != published:
            session = await self._moved(session, published)
        return await self._catalog.get(loaded.bot_id, session.version), session

    async def _moved(self, session: Session, published: int) -> Session:
        if session.finished:
            return replace(session, version=published)
        if session.version >= max(self._loaded.move_before, self._loaded.restart_before):
            return session
        bot = await self._catalog.get(self._loaded.bot_id, published)
        if session.version >= self._loaded.restart_before and bot.has_place(session):
            return replace(session, version=published)
        self._gathered.stopped.extend(UUID(timer.id) for timer in session.timers)
        return new_session(session.id, published)

    def _advance(self, bot: CompiledBot, session: Session, event: Event) -> Turn:
        context = Context(
            bot=self._scopes["bot"],
            user=self._scopes["user"],
            channel=self._scopes["channel"],
            stopwatch=perf_counter_ns,
        )
        return advance(bot, session, event, context)

    def _take(self, turn: Turn) -> Answer | None:
        """Gather what the turn asked for; the answer, where its work can be answered at once."""
        for command in turn.commands:
            self._take_command(command)
        for change in turn.changes:
            self._write(change)
        self._gathered.traces.append(values.encode(turn.trace.body()).decode())
        if turn.session.awaiting is None:
            return None
        work = turn.commands[-1]
        answer = answer_inline(work)
        if answer is None:
            command = dump_command(work).decode()
            awaited = Awaited(id=UUID(work.id), bot_id=self._loaded.bot_id, command=command)
            self._gathered.awaited.append(awaited)
        return answer

    def _take_command(self, command: Command) -> None:
        gathered = self._gathered
        if isinstance(command, SendMessage):
            external = self._loaded.channel_kind != "web"
            gathered.replies.append(Reply(id=UUID(command.id), body=_body(command), external=external))
        elif isinstance(command, StartTimer):
            gathered.started[UUID(command.id)] = command
        elif isinstance(command, CancelTimer):
            timer = UUID(command.id)
            if gathered.started.pop(timer, None) is None:
                gathered.stopped.append(timer)

    def _write(self, change: Change) -> None:
        """Later turns of this drain see what earlier ones wrote."""
        self._gathered.changes.append(change)
        scope = self._scopes[change.scope]
        self._scopes[change.scope] = apply(scope, change.path, change.op, change.value)[0]

    def _outcome(self, session: Session) -> Outcome:
        loaded, gathered = self._loaded, self._gathered
        return Outcome(
            session_id=loaded.id,
            thread_id=loaded.thread_id,
            bot_id=loaded.bot_id,
            channel_id=loaded.channel_id,
            workspace_id=loaded.workspace_id,
            person_id=loaded.person_id,
            rev=loaded.rev,
            state=dump_session(session).decode(),
            done=tuple(gathered.done),
            replies=tuple(gathered.replies),
            traces=tuple(gathered.traces),
            changes=tuple(gathered.changes),
            awaited=tuple(gathered.awaited),
            timers_started=tuple(gathered.started.values()),
            timers_stopped=tuple(gathered.stopped),
        )


def _next(waiting: list[Open], session: Session | None) -> Open | None:
    """What is handled next: an answer, and it alone, while one is awaited; else what came first."""
    if session is not None and session.awaiting is not None:
        return next((row for row in waiting if row.answers is not None), None)
    return waiting[0] if waiting else None


def _body(message: SendMessage) -> str:
    shown: dict[str, Any] = {
        "text": message.text,
        "buttons": message.buttons,
        "attachments": message.attachments,
        "widget": message.widget,
        "params": message.params,
    }
    return values.encode(shown).decode()
