"""A text compiled once: constant parts and placeholders in turn (flow-language.md 3)."""

from collections.abc import Callable, Sequence
from typing import Any

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES
from ..text import clean_text, cut, json_inner, json_text, percent, quote_pattern, to_text
from ..view import Probe, View
from ..work import PLACEHOLDER, RENDERED
from .filters import CANNOT
from .syntax import OPENING, Parsed, split

type Form = Callable[[Any], str]

_ROOM = LIMITS.rendered_size
_SURE = _ROOM // 4
_INTERMEDIATE = 16 * _ROOM
_TOO_LARGE = "template:too_large"


class Template:
    """Gives a text, or where it is exactly one placeholder a typed value; never raises."""

    __slots__ = ("_alone", "_constant", "_cut", "_forms", "_parts", "faults", "paths")

    def __init__(self, parts: Sequence[str | Parsed], faults: tuple[Fault, ...]) -> None:
        shown = _before_too_many(parts)
        self._parts = tuple(shown)
        self._cut = len(shown) < len(parts)
        self._alone = parts[0] if len(parts) == 1 and isinstance(parts[0], Parsed) else None
        plain = [part for part in parts if isinstance(part, str)]
        self._constant = "".join(plain) if len(plain) == len(parts) else None
        if self._constant is not None and cut(self._constant, _ROOM) != self._constant:
            self._constant = None
        self._forms: list[Form] | None = None
        self.faults = faults
        self.paths = tuple(dict.fromkeys(part.path for part in parts if isinstance(part, Parsed)))

    @property
    def constant(self) -> str | None:
        """The text where it is the same on every render."""
        return self._constant

    @property
    def is_alone(self) -> bool:
        """Whether the text is exactly one placeholder."""
        return self._alone is not None

    def render(self, view: View, probe: Probe) -> Any:
        """Typed where the text is exactly one placeholder."""
        if self._alone is None:
            return self.render_text(view, probe)
        value = evaluate(self._alone, view, probe)
        return _fit(value, probe) if type(value) is str else value

    def render_text(self, view: View, probe: Probe) -> str:
        """Always text."""
        if self._constant is not None:
            return self._constant
        return self._fill(view, probe, to_text)

    def render_url(self, view: View, probe: Probe) -> str:
        """Values percent-encoded, but a placeholder at the very start."""
        if self._constant is not None:
            return self._constant
        forms = [to_text if position == 0 else percent_form for position in range(len(self._parts))]
        return self._fill_each(view, probe, forms)

    def render_pattern(self, view: View, probe: Probe) -> Any:
        """A regular expression: values quoted, but exactly one placeholder is the pattern."""
        if self._alone is not None:
            return self.render(view, probe)
        if self._constant is not None:
            return self._constant
        return self._fill(view, probe, _pattern_form)

    def render_json_text(self, view: View, probe: Probe) -> str:
        """A JSON body written as text: each value a JSON value, inside a JSON string its escaped text."""
        if self._constant is not None:
            return self._constant
        if self._forms is None:
            self._forms = _json_forms(self._parts)
        return self._fill_each(view, probe, self._forms)

    def elements(self) -> list["Template"]:
        """Split at the commas outside placeholders, trimmed, without empty ones (flow-language.md 5, in)."""
        groups: list[list[str | Parsed]] = [[]]
        for part in self._parts:
            if isinstance(part, Parsed):
                groups[-1].append(part)
                continue
            first, *others = part.split(",")
            groups[-1].append(first)
            groups.extend([other] for other in others)
        return [Template(trimmed, ()) for group in groups if (trimmed := _trim(group))]

    def _fill(self, view: View, probe: Probe, form: Form) -> str:
        texts: list[str] = []
        length = 0
        for part in self._parts:
            text = part if isinstance(part, str) else form(evaluate(part, view, probe))
            texts.append(text)
            length += len(text)
            if length > _ROOM:
                break
        probe.spend(PLACEHOLDER * len(texts) + RENDERED * length)
        return self._finish("".join(texts), probe)

    def _fill_each(self, view: View, probe: Probe, forms: Sequence[Form]) -> str:
        texts: list[str] = []
        length = 0
        for part, form in zip(self._parts, forms, strict=True):
            text = part if isinstance(part, str) else form(evaluate(part, view, probe))
            texts.append(text)
            length += len(text)
            if length > _ROOM:
                break
        probe.spend(PLACEHOLDER * len(texts) + RENDERED * length)
        return self._finish("".join(texts), probe)

    def _finish(self, text: str, probe: Probe) -> str:
        if not self._cut:
            return text if len(text) <= _SURE else _fit(text, probe)
        probe.problem(_TOO_LARGE)
        return cut(text, _ROOM)


def evaluate(placeholder: Parsed, view: View, probe: Probe) -> Any:
    """The value of one placeholder, filters applied."""
    value = read = view.read(placeholder.path)
    for step in placeholder.steps:
        if value is None and not step.takes_null:
            continue
        changed = step.apply(value, view)
        if changed is CANNOT:
            probe.problem("template:filter", filter=step.name, path=".".join(placeholder.path))
            continue
        value = changed
        if type(value) is str:
            if len(value) > _INTERMEDIATE:
                value = value[:_INTERMEDIATE]
            probe.spend(PLACEHOLDER + len(value))
    if value is not read and read is not None and read != "":
        probe.derived(placeholder.path, value)
    return value


def compile_text(text: str, scopes: frozenset[str] = ALL_SCOPES) -> Template:
    """Compiles a text; the faults found stand in the template, nothing is raised."""
    text = clean_text(text)
    if OPENING not in text:
        return Template((text,), ())
    parts: list[str | Parsed] = []
    faults: list[Fault] = []
    for part in split(text, scopes):
        if isinstance(part, Fault):
            faults.append(part)
        else:
            parts.append(part)
    return Template(parts, tuple(faults))


def _before_too_many(parts: Sequence[str | Parsed]) -> Sequence[str | Parsed]:
    placeholders = 0
    for position, part in enumerate(parts):
        placeholders += isinstance(part, Parsed)
        if placeholders > LIMITS.placeholders:
            return parts[:position]
    return parts


def _fit(text: str, probe: Probe) -> str:
    fitting = cut(text, _ROOM)
    if len(fitting) < len(text):
        probe.problem(_TOO_LARGE)
    return fitting


def percent_form(value: Any) -> str:
    return percent(to_text(value))


def _pattern_form(value: Any) -> str:
    return quote_pattern(to_text(value))


def _inner_form(value: Any) -> str:
    return json_inner(to_text(value))


def _json_forms(parts: Sequence[str | Parsed]) -> list[Form]:
    """Whether each part stands inside a JSON string, by the quotes in the constant parts before it."""
    forms: list[Form] = []
    inside = escaped = False
    for part in parts:
        forms.append(_inner_form if inside else json_text)
        for sign in part if isinstance(part, str) else "":
            if escaped:
                escaped = False
            elif sign == '"':
                inside = not inside
            else:
                escaped = inside and sign == "\\"
    return forms


def _trim(parts: list[str | Parsed]) -> list[str | Parsed]:
    trimmed = list(parts)
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip()
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip()
    return [part for part in trimmed if part != ""]
