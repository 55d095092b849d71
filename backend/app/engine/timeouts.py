"""Timers of the step where the session waits (flow-language.md 4.7)."""

from .events import MessageReceived
from .machine import Groups, Run


def cancel_all(run: Run) -> None:
    """The session leaves its step."""
    for timer in run.timers:
        run.cancel_timer(timer)


def settle(run: Run) -> None:
    """The turn ends: starts the timers of a step that was entered, or anew those a message restarts."""
    if run.step is None or not run.step.timeouts:
        return
    if run.steps_entered:
        start_all(run)
    elif type(run.event) is MessageReceived:
        restart(run)


def start_all(run: Run) -> None:
    cancel_all(run)
    for group in _of_step(run):
        run.start_timer(group)


def restart(run: Run) -> None:
    """One that has fired already starts again too, unless its group says `restart: false`."""
    running = {timer.group: timer for timer in run.timers}
    for group in _of_step(run):
        if group.restart:
            if group.id in running:
                run.cancel_timer(running[group.id])
            run.start_timer(group)


def fired_group(run: Run, timer_id: str) -> int | None:
    """The place of the timer's group among the step's timeouts; the timer is gone. None: it was cancelled."""
    timer = next((timer for timer in run.timers if timer.id == timer_id), None)
    if timer is None or run.step is None:
        return None
    run.timers = tuple(running for running in run.timers if running is not timer)
    ids = [group.id for group in _of_step(run)]
    return ids.index(timer.group) if timer.group in ids else None


def _of_step(run: Run) -> Groups:
    return () if run.step is None else run.step.timeouts
