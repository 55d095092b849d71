"""Templates run as sub-flows of a step (flow-language.md 7)."""

from typing import Any, cast

from .machine import Run
from .program import CompiledInstance, CompiledStep, CompiledTemplate
from .schema_check import misfits, with_defaults
from .session import Frame
from .work import units_of


def run_template(run: Run, step: CompiledStep) -> CompiledTemplate | None:
    """Opens a frame for the step's template; None, with its problem, where it cannot be run."""
    instance = cast("CompiledInstance", step.instance)
    template = run.bot.templates.get((instance.template, instance.version))
    if template is None:
        run.trace.problem("template:not_found", template=instance.template, version=instance.version)
        return None
    if len(run.frames) >= run.limits.template_depth:
        run.trace.problem("template:too_deep", template=instance.template)
        return None
    if template.flow.first_step not in template.flow.steps:
        run.trace.problem("flow:unknown_step", to=template.flow.first_step, template=template.id)
        return None
    inputs = _inputs(run, template, instance)
    if inputs is None:
        return None
    variables = template.variables | inputs
    run.push(Frame(instance=step.id, template=template.id, version=template.version, variables=variables))
    return template


def finish_subflow(run: Run) -> None:
    """Writes the outputs outside and turns to the instance step's groups, as for a proxy."""
    frame = run.pop()
    step = run.flow.steps.get(frame.instance)
    run.step = step
    run.trace.step = run.place
    if step is None or step.instance is None:
        run.trace.problem("flow:unknown_step", to=frame.instance)
        run.handle("done")
        return
    for name, variable, path in step.instance.outputs:
        run.write_one(variable, path, "set", frame.variables.get(name))
    run.handle("step", step.on_message)


def _inputs(run: Run, template: CompiledTemplate, instance: CompiledInstance) -> dict[str, Any] | None:
    """Rendered outside, completed with defaults; None, with the problem, where they do not fit."""
    given = instance.inputs.render(run.view, run.trace)
    inputs = with_defaults(template.inputs, given)
    run.trace.spend(units_of(inputs, template.rate))
    misfit = next(misfits(template.inputs, inputs), None)
    if misfit is None:
        return inputs
    at = ".".join(map(str, misfit.at))
    run.trace.problem("template:input", template=template.id, input=at, keyword=misfit.keyword)
    return None
