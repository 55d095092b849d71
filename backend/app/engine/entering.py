"""Entering a step, and what becomes of the turn there (flow-language.md 4.2, 4.6)."""

from .machine import Run
from .program import CompiledConnection, CompiledStep
from .sending import send_message
from .subflows import finish_subflow, run_template
from .timeouts import cancel_all


def take(run: Run, connection: CompiledConnection) -> None:
    """Does what the connection sets and enters its step; from a bot-level group it leaves all sub-flows."""
    run.write(connection.settings)
    run.trace.taken = True
    leaves_all = run.handling == "bot"
    step = find_step(run, connection.to, outside=leaves_all)
    if step is None:
        run.handle("done")
        return
    if leaves_all and run.frames:
        run.frames = ()
    enter(run, step)


def find_step(run: Run, step_id: str | None, *, outside: bool = False) -> CompiledStep | None:
    """The step to enter; None, with its problem, where there is none or the turn may enter no more."""
    flow = run.bot.flow if outside else run.flow
    step = flow.steps.get(step_id) if step_id is not None else None
    if step is None:
        run.trace.problem("flow:unknown_step", to=step_id)
        return None
    if run.steps_entered >= run.limits.steps:
        run.trace.problem("flow:too_many_steps", to=step_id)
        return None
    return step


def enter(run: Run, step: CompiledStep) -> None:
    """Sends the step's message; a template or a proxy goes on with the same event."""
    cancel_all(run)
    run.steps_entered += 1
    run.finished = False
    run.stand_at(step)
    run.trace.group = None
    run.trace.add("step", run.place)
    if step.message is not None:
        send_message(run, step.message)
    if step.instance is not None:
        enter_template(run, step)
    elif step.proxy:
        run.handle("step", step.on_message)
    else:
        run.handle("waiting")


def enter_first_step(run: Run) -> None:
    step = find_step(run, run.bot.flow.first_step, outside=True)
    if step is None:
        run.handle("done")
    else:
        enter(run, step)


def enter_template(run: Run, step: CompiledStep) -> None:
    """Begins the sub-flow; where it cannot be run the instance step's groups are handled (7)."""
    template = run_template(run, step)
    if template is None:
        run.handle("step", step.on_message)
        return
    first = find_step(run, template.flow.first_step)
    if first is None:
        run.pop()
        run.handle("done")
    else:
        enter(run, first)


def cut_short(run: Run) -> None:
    """The turn has used up its work and ends where it stands (4.8)."""
    run.trace.problem("flow:too_much_work")
    run.handle("done")


def go_on(run: Run) -> bool:
    """What follows where no group of a list was taken; False where the turn ends."""
    return _FOLLOWS[run.handling](run)


def _after_bot_groups(run: Run) -> bool:
    if run.step is None:
        enter_first_step(run)
        return True
    if run.finished:
        return _nothing_taken(run)
    run.handle("step", run.step.on_message)
    return True


def _after_step_groups(run: Run) -> bool:
    return _come_to_rest(run) if run.step is not None and run.step.final else _nothing_taken(run)


def _at_waiting_step(run: Run) -> bool:
    return run.step is not None and run.step.final and _come_to_rest(run)


def _come_to_rest(run: Run) -> bool:
    """At a step without groups: the end of a sub-flow, or of the conversation."""
    if run.frames:
        finish_subflow(run)
        return True
    run.finished = True
    run.trace.add("finish", run.place)
    return _end(run)


def _nothing_taken(run: Run) -> bool:
    run.trace.nothing_taken(run.place)
    return _end(run)


def _end(_run: Run) -> bool:
    return False


_FOLLOWS = {
    "bot": _after_bot_groups,
    "step": _after_step_groups,
    "waiting": _at_waiting_step,
    "timeout": _nothing_taken,
    "done": _end,
}
