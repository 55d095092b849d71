"""Steps that run templates: whether the template is there and fits (flow-language.md 7)."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from ..document import Step, TemplateDocument, TemplateInstance, canonical_part
from ..limits import LIMITS
from ..schema_check import misfits
from .fixing import renaming, setting
from .flow import Flow, Templates
from .issue import Issue, Path
from .judged_rule import has_placeholder

type Key = tuple[str, int]


def check_instances(flow: Flow) -> Iterator[Issue]:
    """Every step with `template:`."""
    depths: dict[Key, int] = {}
    for place, step in flow.steps_seen:
        if step.template is None:
            continue
        at = (*place, "template")
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
        place, newest = (*at, "version"), versions[-1]
        fix = None
        if _would_fit(flow, step, at, (instance.id, newest)):
            fix = setting(flow, place, newest, "use_version", name=newest)
        detail: dict[str, Any] = {"found": instance.id, "version": instance.version, "known": known}
        return flow.issue("instance:unknown_version", place, step.id, fix=fix, **detail)
    meant = flow.meant("templates", instance.id, {name for name, _ in flow.templates})
    fix = None
    if meant and meant.sure and _would_fit(flow, step, at, (meant.word, instance.version)):
        # The whole of it, because the id of a part is never set by itself.
        other = instance.model_copy(update={"id": meant.word})
        fix = setting(flow, at, canonical_part(other), "use", name=meant.word)
    near = meant.word if meant else None
    return flow.issue("instance:not_found", (*at, "id"), step.id, fix=fix, found=instance.id, nearest=near)


def _would_fit(flow: Flow, step: Step, at: Path, key: Key) -> bool:
    """Whether the step could run that template as it is."""
    template = flow.templates.get(key)
    if template is None or _key(cast("TemplateInstance", step.template)) == key:
        return False
    nested = _depth(key, flow.templates, (), {})
    if isinstance(nested, tuple) or nested > LIMITS.template_depth:
        return False
    return not any((*_inputs(flow, step, at, template), *_outputs(flow, step, at, template)))


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
                yield _unknown_name(flow, "instance:unknown_input", (place, step.id), (template, properties))
        elif not has_placeholder(value):
            misfit = next(misfits(properties[name], value), None)
            if misfit is not None:
                detail: dict[str, Any] = {"found": name, "keyword": misfit.keyword}
                yield flow.issue("instance:bad_input", place, step.id, **detail)


def _outputs(flow: Flow, step: Step, at: Path, template: TemplateDocument) -> Iterator[Issue]:
    known = _properties(template.outputs)
    for name in cast("TemplateInstance", step.template).outputs:
        if known and name not in known:
            place = (*at, "outputs", name)
            yield _unknown_name(flow, "instance:unknown_output", (place, step.id), (template, known))


def _unknown_name(
    flow: Flow, code: str, place: tuple[Path, str], known: tuple[TemplateDocument, Mapping[str, Any]]
) -> Issue:
    """An input or output the template does not have; the fix puts its value under the name that was meant."""
    at, step = place
    template, names = known
    name = str(at[-1])
    meant = flow.meant(f"{code} {template.id} {template.version}", name, names)
    fix = None
    instance = cast("TemplateInstance", flow.steps[step].template)
    is_input = code == "instance:unknown_input"
    given: Mapping[str, Any] = instance.inputs if is_input else instance.outputs
    is_free = meant is not None and meant.sure and meant.word not in given
    if meant and is_free and (not is_input or _fits(names[meant.word], given.get(name))):
        fix = renaming(flow, at, given, meant.word)
    near = meant.word if meant else None
    return flow.issue(code, at, step, fix=fix, found=name, nearest=near)


def _fits(schema: Any, value: Any) -> bool:
    return has_placeholder(value) or next(misfits(schema, value), None) is None


def _properties(schema: Mapping[str, Any]) -> dict[str, Any]:
    return cast("dict[str, Any]", schema.get("properties", {}))


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
