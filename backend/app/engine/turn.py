"""`advance`: one event in, what to do and what is to be kept out (flow-language.md 4)."""

from msgspec import Struct, field

from .commands import Command, Work
from .context import Context
from .entering import cut_short, go_on, take
from .events import Event
from .groups import do_work
from .machine import Run
from .opening import open_run
from .program import CompiledBot, CompiledConnection, CompiledGroup
from .session import Awaiting, Session
from .timeouts import settle
from .trace import Trace
from .variables import Change
from .work import TooMuchWork


class Turn(Struct, frozen=True, kw_only=True):
    """`changes` are the writes to bot.*, user.* and channel.*, in order; session.* is in the session.

    A turn that stopped for an answer has `session.awaiting` set and one Work command last in `commands`;
    what comes before it is final. The answer goes to `advance` with a fresh context, in which what the
    first part wrote has been committed.
    """

    session: Session
    commands: tuple[Command, ...] = ()
    changes: tuple[Change, ...] = ()
    trace: Trace = field(default_factory=Trace)


def advance(bot: CompiledBot, session: Session, event: Event, context: Context) -> Turn:
    """Handles one event, or goes on with the answer the session awaits. Pure: the same again gives the same.

    What does not concern the session (a cancelled timer, an answer nobody awaits) gives an empty turn.
    """
    run = open_run(bot, session, event, context)
    if run is None:
        return Turn(session=session)
    try:
        work = _go_through(run)
        if work is not None:
            return _stop(run, work)
    except TooMuchWork:
        cut_short(run)
    settle(run)
    return _turn(run)


def _go_through(run: Run) -> Work | None:
    """Handles groups until the turn ends; what it has to wait for where it stops before."""
    while (group := _next_group(run)) is not None:
        began = run.stopwatch()
        run.trace.group = group.id
        run.trace.add("group", group.id, group.type, group.on, run.trace.step)
        if (work := do_work(run, group)) is not None:
            return work
        run.write(group.settings)
        connection = _first_that_holds(run, group)
        run.trace.add("handled", group.id, (run.stopwatch() - began) // 1000)
        if connection is not None:
            take(run, connection)
    return None


def _next_group(run: Run) -> CompiledGroup | None:
    while run.position >= len(run.groups):
        run.trace.group = None
        if not go_on(run):
            return None
    group = run.groups[run.position]
    run.position += 1
    return group


def _first_that_holds(run: Run, group: CompiledGroup) -> CompiledConnection | None:
    view, trace = run.view, run.trace
    for connection in group.connections:
        rules, filters = connection.rules, connection.filters
        holds = (rules is None or rules.test(view, trace)) and (filters is None or filters.test(view, trace))
        trace.add("connection", connection.id, connection.name, connection.to, holds)
        if holds:
            return connection
    return None


def _stop(run: Run, work: Work) -> Turn:
    """Keeps what the turn needs to go on when the answer comes."""
    run.commands.append(work)
    results = {scope: run.roots[scope] for scope in ("response", "code", "integration") if scope in run.roots}
    awaiting = Awaiting(
        command_id=work.id,
        event=run.event,
        groups=run.handling,
        position=run.position - 1,
        results=results,
        steps_entered=run.steps_entered,
        requests=run.requests,
        waited_ms=run.waited_ms,
        commands=run.issued,
        taken=run.trace.taken,
        work=run.limits.work - run.trace.left,
        code_calls=run.code_calls,
    )
    return _turn(run, awaiting)


def _turn(run: Run, awaiting: Awaiting | None = None) -> Turn:
    session = Session(
        id=run.session.id,
        version=run.session.version,
        step=None if run.step is None else run.step.id,
        frames=run.frames,
        variables=run.roots["session"],
        finished=run.finished,
        timers=run.timers,
        awaiting=awaiting,
        pinned=run.session.pinned if run.frames else (),
    )
    return Turn(session=session, commands=tuple(run.commands), changes=tuple(run.changes), trace=run.trace)
