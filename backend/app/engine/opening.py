"""How a turn begins, by what happened (flow-language.md 4.1, 4.4 to 4.7), or goes on with an answer."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from .context import Context
from .entering import cut_short, enter_first_step
from .events import Answer, Event, MessageReceived, Started, TimerFired
from .machine import EVENT_TYPES, Run, message_of
from .program import CompiledBot
from .session import Awaiting, Session
from .timeouts import cancel_all, fired_group
from .work import TooMuchWork


def open_run(bot: CompiledBot, session: Session, event: Event, context: Context) -> Run | None:
    """The turn at its first group; None where the event does not concern the session."""
    if not isinstance(event, Started | MessageReceived | TimerFired):
        return _resumed(bot, session, event, context)
    run = Run(bot, session, event, context)
    run.trace.add("event", EVENT_TYPES[type(event)], event.at.isoformat(), message_of(event))
    _find_place(run)
    try:
        return run if _OPENINGS[type(event)](run, event) else None
    except TooMuchWork:
        cut_short(run)
        return run


def _started(run: Run, _event: Started) -> bool:
    _start_afresh(run)
    enter_first_step(run)
    return True


def _message_received(run: Run, _event: MessageReceived) -> bool:
    if run.finished and run.bot.restarts:
        _start_afresh(run)
    run.handle("bot", run.bot.groups)
    return True


def _timer_fired(run: Run, event: TimerFired) -> bool:
    position = fired_group(run, event.timer_id)
    if position is None or run.step is None:
        return False
    run.handle("timeout", run.step.timeouts[: position + 1], position)
    return True


_OPENINGS: Mapping[type[Any], Callable[[Run, Any], bool]] = {
    Started: _started,
    MessageReceived: _message_received,
    TimerFired: _timer_fired,
}


def _start_afresh(run: Run) -> None:
    cancel_all(run)
    run.frames = ()
    run.step = None
    run.trace.step = None
    run.finished = False
    run.clear_session()


def _find_place(run: Run) -> None:
    """The step where the session stands; one that is no more is as if nothing had happened."""
    session = run.session
    if session.step is None:
        return
    known = all((frame.template, frame.version) in run.bot.templates for frame in run.frames)
    step = run.flow.steps.get(session.step) if known else None
    if step is None:
        run.trace.problem("flow:unknown_step", to=session.place)
        cancel_all(run)
        run.frames = ()
        run.finished = False
        return
    run.stand_at(step)


def _resumed(bot: CompiledBot, session: Session, answer: Answer, context: Context) -> Run | None:
    awaiting = session.awaiting
    if awaiting is None or awaiting.command_id != answer.command_id:
        return None
    run = Run(bot, session, awaiting.event, context)
    run.steps_entered = awaiting.steps_entered
    run.requests = awaiting.requests
    run.code_calls = awaiting.code_calls
    run.waited_ms = awaiting.waited_ms
    run.issued = awaiting.commands
    run.trace.taken = awaiting.taken
    run.trace.left -= awaiting.work
    run.roots |= awaiting.results
    _find_place(run)
    run.answer = answer
    run.look_from(inside=False)
    run.handle(awaiting.groups, *_cursor(run, awaiting))
    return run


def _cursor(run: Run, awaiting: Awaiting) -> tuple[Any, int]:
    position = awaiting.position
    if awaiting.groups == "bot":
        return run.bot.groups, position
    if run.step is None:
        return (), 0
    if awaiting.groups == "timeout":
        return cast("Any", run.step.timeouts[: position + 1]), position
    return run.step.on_message, position
