"""JSON values with placeholders in texts at any depth; keys are never rendered (flow-language.md 3)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES, Path
from ..values import clean, depth_within
from ..view import Probe, View
from .template import Template, compile_text

type _At = tuple[str | int, ...]
type _Found = tuple[_At, Template]
type How = Callable[[Template, View, Probe], Any]
type _Node = Callable[[View, Probe, How], Any]


class Rendered:
    """A compiled JSON value; parts without placeholders are the same objects on every render."""

    __slots__ = ("_node", "faults", "paths", "source")

    def __init__(self, value: Any, scopes: frozenset[str]) -> None:
        self.source = clean(value)
        self._node, templates = _compile(self.source, (), scopes)
        self.faults = tuple(_faults(value, templates))
        self.paths: tuple[Path, ...] = tuple(
            dict.fromkeys(path for _, template in templates for path in template.paths)
        )

    @property
    def is_constant(self) -> bool:
        """Whether `source` is what every render gives."""
        return self._node is None

    def render(self, view: View, probe: Probe) -> Any:
        """A text that is exactly one placeholder becomes its typed value."""
        return self.source if self._node is None else self._node(view, probe, Template.render)

    def render_text(self, view: View, probe: Probe) -> Any:
        """Every text stays text."""
        return self.source if self._node is None else self._node(view, probe, Template.render_text)

    def render_url(self, view: View, probe: Probe) -> Any:
        """Every text is rendered as a request URL."""
        return self.source if self._node is None else self._node(view, probe, Template.render_url)


def compile_value(value: Any, scopes: frozenset[str] = ALL_SCOPES) -> Rendered:
    """Compiles any JSON value; what is nested beyond the limit becomes null, with a fault."""
    return Rendered(value, scopes)


def _compile(value: Any, at: _At, scopes: frozenset[str]) -> tuple[_Node | None, list[_Found]]:
    if type(value) is str:
        template = compile_text(value, scopes)
        return (None if template.constant == value else _text_node(template)), [(at, template)]
    if type(value) is list:
        parts = cast("list[Any]", value)
        nodes, found = _compile_parts(enumerate(parts), at, scopes)
        return (_list_node(parts, nodes) if nodes else None), found
    if type(value) is dict:
        members = cast("dict[str, Any]", value)
        nodes, found = _compile_parts(members.items(), at, scopes)
        return (_dict_node(members, nodes) if nodes else None), found
    return None, []


def _compile_parts(
    parts: Iterable[tuple[Any, Any]], at: _At, scopes: frozenset[str]
) -> tuple[list[tuple[Any, _Node]], list[_Found]]:
    nodes: list[tuple[Any, _Node]] = []
    found: list[_Found] = []
    for key, part in parts:
        node, inner = _compile(part, (*at, key), scopes)
        found.extend(inner)
        if node is not None:
            nodes.append((key, node))
    return nodes, found


def _text_node(template: Template) -> _Node:
    return lambda view, probe, how: how(template, view, probe)


def _list_node(parts: list[Any], nodes: list[tuple[int, _Node]]) -> _Node:
    def render(view: View, probe: Probe, how: How) -> Any:
        rendered = parts.copy()
        for position, node in nodes:
            rendered[position] = node(view, probe, how)
        return rendered

    return render


def _dict_node(members: dict[str, Any], nodes: list[tuple[str, _Node]]) -> _Node:
    def render(view: View, probe: Probe, how: How) -> Any:
        rendered = members.copy()
        for key, node in nodes:
            rendered[key] = node(view, probe, how)
        return rendered

    return render


def _faults(value: Any, templates: list[_Found]) -> Iterable[Fault]:
    if not depth_within(value, LIMITS.value_depth):
        yield Fault(
            code="template:syntax", message=f"a value nested more than {LIMITS.value_depth} levels deep"
        )
    for at, template in templates:
        for fault in template.faults:
            yield replace(fault, at=at)
