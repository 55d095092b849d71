"""Advancing one session through the events that wait for it: in memory, nothing written."""

import asyncio
from collections.abc import Callable
from copy import replace
from time import perf_counter_ns, thread_time
from typing import Any
from uuid import UUID

from msgspec import Struct

from app.engine import (
    Answer,
    CancelTimer,
    Change,
    CodeReturned,
    Command,
    CompiledBot,
    Context,
    Event,
    RunCode,
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
from app.engine.variables import Scopes
from app.kit import clock

from .catalog import Catalog, NotCompiledYet
from .code import REFUSED, Runs, call_of, returned
from .commit import Awaited, Outcome, Reply
from .fair_share import PATIENCE
from .loading import Loaded, Open
from .moving import Versions
from .ports import Origin
from .traces import stored_trace


class Poisoned(Exception):
    """Handling one event failed by a fault of ours; `row` is its place in the inbox."""

    def __init__(self, session_id: UUID, row: int) -> None:
        super().__init__(f"event {row} of session {session_id}")
        self.session_id = session_id
        self.row = row


class _Gathered(Struct):
    """What the turns of one drain have asked for so far."""

    done: list[int] = []
    replies: list[Reply] = []
    traces: list[str] = []
    changes: list[Change] = []
    awaited: list[Awaited] = []
    started: dict[UUID, StartTimer] = {}
    stopped: list[UUID] = []


class Drained(Struct, frozen=True, kw_only=True):
    """`outcome` None: nothing could be handled now. `poison`: the event at which it stopped, and why.

    `spent`: seconds its turns took. `is_put_off`: the rest can go on when others have had theirs.
    """

    outcome: Outcome | None
    poison: Poisoned | None = None
    spent: float = 0.0
    is_put_off: bool = False


class Drain:
    """Advances one loaded session as far as it goes."""

    def __init__(self, loaded: Loaded, catalog: Catalog, sandbox: Runs | None = None) -> None:
        self._code_begun: asyncio.Future[None] | None = None
        self._sandbox = sandbox
        self._loaded = loaded
        self._catalog = catalog
        self._versions = Versions(catalog=catalog, bot_id=loaded.bot_id)
        self._gathered = _Gathered()
        self._spent = 0.0
        self._bot: CompiledBot | None = None
        self._scopes = {"bot": loaded.bot, "user": loaded.user, "channel": loaded.channel}

    def code_begun(self) -> asyncio.Future[None]:
        """Done as soon as it has run code."""
        if self._code_begun is None:
            self._code_begun = asyncio.get_running_loop().create_future()
        return self._code_begun

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
        is_put_off = False
        while (row := _next(waiting, session)) is not None and row.id != before:
            if is_put_off := self._spent > PATIENCE:
                break
            waiting.remove(row)
            try:
                session = await self._handle(session, row)
            except NotCompiledYet:
                is_put_off = True
                break
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is this event's alone
                return await self._without(row, fault)
        outcome = None if session is None or not self._gathered.done else self._outcome(session)
        return Drained(outcome=outcome, spent=self._spent, is_put_off=is_put_off)

    async def _without(self, row: Open, fault: Exception) -> Drained:
        """What came before the poisonous event, done again: the event may have got half-way."""
        poison = Poisoned(self._loaded.id, row.id)
        poison.__cause__ = fault
        if not self._gathered.done:
            return Drained(outcome=None, poison=poison, spent=self._spent)
        earlier = await Drain(self._loaded, self._catalog, self._sandbox).run(before=row.id)
        return Drained(outcome=earlier.outcome, poison=poison, spent=self._spent + earlier.spent)

    async def _handle(self, session: Session | None, row: Open) -> Session:
        bot, session = await self._ready(session)
        self._bot = bot
        event = load_event(row.event)
        while True:
            turn = await self._catalog.files.link(self._advance(bot, session, event), self._loaded)
            session = turn.session
            if _is_of_code(turn, event):
                self._counted(self._take, turn, event)
            else:
                self._take(turn, event)
            answer = await self._answered(turn)
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
        return await self._versions.program_of(session), session

    async def _moved(self, session: Session, published: int) -> Session:
        if session.finished:
            return replace(session, version=published)
        if session.version >= max(self._loaded.move_before, self._loaded.restart_before):
            return session
        if session.version >= self._loaded.restart_before:
            moved = await self._versions.moved(session, published)
            if moved is not None:
                return moved
        self._gathered.stopped.extend(UUID(timer.id) for timer in session.timers)
        return new_session(session.id, published)

    def _advance(self, bot: CompiledBot, session: Session, event: Event) -> Turn:
        context = Context(
            bot=self._scopes["bot"],
            user=self._scopes["user"],
            channel=self._scopes["channel"],
            stopwatch=perf_counter_ns,
        )
        return self._counted(advance, bot, session, event, context)

    def _counted[**Given, Made](
        self, work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs
    ) -> Made:
        began = thread_time()
        try:
            return work(*given, **named)
        finally:
            self._spent += thread_time() - began

    def _take(self, turn: Turn, event: Event) -> None:
        """Gather what the turn asked for."""
        for command in turn.commands:
            self._take_command(command)
        for change in turn.changes:
            self._write(change)
        self._gathered.traces.append(stored_trace(turn, event))

    async def _answered(self, turn: Turn) -> Answer | None:
        """Code is run here and now, since it has no effects; other work is done when it is committed."""
        if turn.session.awaiting is None:
            return None
        work = turn.commands[-1]
        if isinstance(work, RunCode):
            return await self._run(work)
        command = dump_command(work).decode()
        awaited = Awaited(id=UUID(work.id), origin=self._origin(), command=command)
        self._gathered.awaited.append(awaited)
        return None

    async def _run(self, work: RunCode) -> Answer:
        if self._sandbox is None:
            return replace(REFUSED, command_id=work.id)
        if not (begun := self.code_begun()).done():
            begun.set_result(None)
        call = self._counted(call_of, work)
        outcome = await self._sandbox.run(str(self._loaded.bot_id), call)
        return self._counted(returned, work, outcome, self._sandbox.limits)

    def _origin(self) -> Origin:
        loaded = self._loaded
        return Origin(bot_id=loaded.bot_id, session_id=loaded.id, workspace_id=loaded.workspace_id)

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
            secrets=self._secrets(session),
        )

    def _secrets(self, session: Session) -> tuple[Any, ...]:
        """What the document calls secret, as it is now."""
        paths = () if self._bot is None else self._bot.secrets
        if not paths:
            return ()
        scopes = Scopes({**self._scopes, "session": session.variables}, now=clock.now())
        return tuple(scopes.read(path) for path in paths)


def _is_of_code(turn: Turn, event: Event) -> bool:
    """What code is given and what it gives back may be large, and is in the trace."""
    asks = bool(turn.commands) and type(turn.commands[-1]) is RunCode
    return asks or type(event) is CodeReturned


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
