"""Steps that run templates: whether the template is there and fits (flow-language.md 7)."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..document import Step, TemplateDocument, TemplateInstance
from ..limits import LIMITS
from ..schema_check import misfits
from .flow import Flow, Templates
from .issue import Issue, Path

type Key = tuple[str, int]


def check_instances(flow: Flow) -> Iterator[Issue]:
    """Every step with `template:`."""
    depths: dict[Key, int] = {}
    for number, step in enumerate(flow.document.steps):
        if step.template is None:
            continue
        at = (*flow.under, "steps", number, "template")
        template = flow.templates.get((step.template.id, step.template.version))
        if template is None:
            yield _not_there(flow, step, at)
            continue
        yield from _inputs(flow, step, at, template)
        yield from _outputs(flow, step, at, template)
        if not flow.under:
            yield from _nesting(flow, step, at, depths)


def _not_there(flow: Flow, step: Step, at: Path) -> Issue:
    instance = cast("TemplateInstance", step.template)
    versions = sorted(version for name, version in flow.templates if name == instance.id)
    if versions:
        known = ", ".join(map(str, versions))
        detail = {"found": instance.id, "version": instance.version, "known": known}
        return flow.issue("instance:unknown_version", (*at, "version"), step.id, **detail)
    near = flow.nearest(instance.id, {name for name, _ in flow.templates})
    return flow.issue("instance:not_found", (*at, "id"), step.id, found=instance.id, nearest=near)


def _inputs(flow: Flow, step: Step, at: Path, template: TemplateDocument) -> Iterator[Issue]:
    given = cast("TemplateInstance", step.template).inputs
    properties = _properties(template.inputs)
    for name in cast("list[str]", template.inputs.get("required", [])):
        if name not in given and "default" not in properties.get(name, {}):
            yield flow.issue("instance:missing_input", (*at, "inputs"), step.id, found=name)
    for name, value in given.items():
        place = (*at, "inputs", name)
        if name not in properties:
            if not template.inputs.get("additionalProperties"):
                near = flow.nearest(name, properties)
                yield flow.issue("instance:unknown_input", place, step.id, found=name, nearest=near)
        elif not _has_placeholder(value):
            misfit = next(misfits(properties[name], value), None)
            if misfit is not None:
                detail = {"found": name, "keyword": misfit.keyword}
                yield flow.issue("instance:bad_input", place, step.id, **detail)


def _outputs(flow: Flow, step: Step, at: Path, template: TemplateDocument) -> Iterator[Issue]:
    known = _properties(template.outputs)
    for name in cast("TemplateInstance", step.template).outputs:
        if known and name not in known:
            near = flow.nearest(name, known)
            place = (*at, "outputs", name)
            yield flow.issue("instance:unknown_output", place, step.id, found=name, nearest=near)


def _properties(schema: Mapping[str, Any]) -> dict[str, Any]:
    return cast("dict[str, Any]", schema.get("properties", {}))


def _has_placeholder(value: Any) -> bool:
    if type(value) is list:
        return any(map(_has_placeholder, cast("list[Any]", value)))
    if type(value) is dict:
        return any(map(_has_placeholder, cast("dict[str, Any]", value).values()))
    return type(value) is str and "{$" in value


def _nesting(flow: Flow, step: Step, at: Path, depths: dict[Key, int]) -> Iterator[Issue]:
    start = _key(cast("TemplateInstance", step.template))
    depth = _depth(start, flow.templates, (), depths)
    if isinstance(depth, tuple):
        shown = " → ".join(name for name, _ in depth)
        yield flow.issue("instance:cycle", at, step.id, found=shown)
    elif depth > LIMITS.template_depth:
        yield flow.issue("instance:too_deep", at, step.id, most=LIMITS.template_depth)


def _depth(
    key: Key, templates: Templates, above: tuple[Key, ...], known: dict[Key, int]
) -> int | tuple[Key, ...]:
    """How many levels of templates there are from here; a way that comes back to itself as a tuple."""
    if key in above:
        return (*above[above.index(key) :], key)
    if key in known or key not in templates:
        return known.get(key, 1)
    if len(above) > LIMITS.template_depth:
        return 1
    deepest = 0
    for step in templates[key].steps:
        inner = _depth(_key(step.template), templates, (*above, key), known) if step.template else 0
        if isinstance(inner, tuple):
            return inner
        deepest = max(deepest, inner)
    known[key] = deepest + 1
    return deepest + 1


def _key(instance: TemplateInstance) -> Key:
    return (instance.id, instance.version)
