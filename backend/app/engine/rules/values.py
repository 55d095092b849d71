"""What a rule compares with: a constant, or a value rendered on each test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..faults import Fault
from ..paths import Path
from ..placeholders import Rendered, Template, compile_text, compile_value
from ..view import Probe, View

type Render = Callable[[View, Probe], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleValue:
    """`render` None: `constant` is the value of every test."""

    constant: Any = None
    render: Render | None = None
    faults: tuple[Fault, ...] = ()
    paths: tuple[Path, ...] = ()


def read_value(value: Any, scopes: frozenset[str]) -> RuleValue:
    return _of_rendered(compile_value(value, scopes))


def read_nothing(_value: Any, _scopes: frozenset[str]) -> RuleValue:
    return RuleValue()


def read_elements(value: Any, scopes: frozenset[str]) -> RuleValue:
    """A text is split at commas before its placeholders are filled; one placeholder alone is the value."""
    if type(value) is not str:
        return read_value(value, scopes)
    template = compile_text(value, scopes)
    if template.is_alone:
        return _of_template(template, template.render)
    elements = template.elements()
    texts = [element.constant for element in elements]
    if None not in texts:
        return RuleValue(constant=texts, faults=template.faults)
    return _of_template(template, lambda view, probe: [element.render(view, probe) for element in elements])


def read_pattern(value: Any, scopes: frozenset[str]) -> RuleValue:
    """Placeholders inside a longer pattern are quoted."""
    if type(value) is not str:
        return read_value(value, scopes)
    template = compile_text(value, scopes)
    return _of_template(template, template.render_pattern)


def _of_template(template: Template, render: Render) -> RuleValue:
    if template.constant is not None:
        return RuleValue(constant=template.constant, faults=template.faults)
    return RuleValue(render=render, faults=template.faults, paths=template.paths)


def _of_rendered(value: Rendered) -> RuleValue:
    if value.is_constant:
        return RuleValue(constant=value.source, faults=value.faults)
    return RuleValue(render=value.render, faults=value.faults, paths=value.paths)


READERS: dict[str, Callable[[Any, frozenset[str]], RuleValue]] = {
    "value": read_value,
    "elements": read_elements,
    "pattern": read_pattern,
    "nothing": read_nothing,
}
