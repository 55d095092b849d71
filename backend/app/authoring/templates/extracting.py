"""A template made from chosen steps of a bot, and the step that runs it in their place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.kit.errors import InvalidInput

from .scopes import GIVEN, read_in, renamed, written_in

type Json = dict[str, Any]

EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A variable outside that goes in or comes out, with the schema of its value."""

    variable: str
    schema: Json = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """`inputs`, `outputs` by their names inside; None: whatever the steps read and write."""

    keys: Sequence[str]
    id: str
    name: str
    description: str = ""
    inputs: Mapping[str, Crossing] | None = None
    outputs: Mapping[str, Crossing] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """`template` lacks only its version. `instance`: the step in place of the chosen ones, under the id of
    the one they are entered by; `beside`: a step it needs behind it. `entry` is that id."""

    template: Json
    entry: str
    instance: Json
    beside: tuple[Json, ...]


def extract(document: Json, chosen: Chosen) -> Extracted:
    """InvalidInput `template:…` where a step is not there, or they are entered in several places."""
    return _Extraction(document, chosen).made()


class _Extraction:
    def __init__(self, document: Json, chosen: Chosen) -> None:
        self._document = document
        self._chosen = chosen
        known = {step["id"]: step for step in document.get("steps", ())}
        unknown = [key for key in chosen.keys if key not in known]
        if unknown:
            raise InvalidInput("template:no_such_step", "There is no such step in the bot.", steps=unknown)
        self._keys = frozenset(chosen.keys)
        self._steps = [step for key, step in known.items() if key in self._keys]
        self._ids = frozenset(known)
        self._entry = self._entered_by()
        self._ways = self._ways_out()

    def made(self) -> Extracted:
        requests = self._requests()
        inputs, outputs = self._crossings([*self._steps, *requests])
        names = {one.variable: name for name, one in (*outputs.items(), *inputs.items())}
        steps = [self._inner(step, names) for step in self._steps]
        template = {
            "dbcv": 1,
            "kind": "template",
            "id": self._chosen.id,
            "name": self._chosen.name,
            "description": self._chosen.description,
            "inputs": _schema(inputs),
            "outputs": self._outputs_schema(outputs),
            "variables": {EXIT: ""} if self._tells_exit else {},
            "first_step": self._entry,
            "requests": renamed(requests, names),
            "steps": [*steps, *([{"id": self._end, "name": "End"}] if self._ways else [])],
        }
        instance = self._instance(inputs, outputs)
        return Extracted(
            template={key: value for key, value in template.items() if value not in ("", {}, [])},
            entry=self._entry,
            instance=instance,
            beside=self._beside(),
        )

    # How they are entered and left

    def _entered_by(self) -> str:
        targets = {to for to, inside in self._leading() if to in self._keys and not inside}
        first = self._document.get("first_step")
        if first in self._keys:
            targets.add(first)
        if len(targets) > 1:
            raise InvalidInput(
                "template:several_entries",
                "The chosen steps are entered in several places; a template begins in one.",
                steps=sorted(targets),
            )
        return next(iter(targets), self._chosen.keys[0])

    def _leading(self) -> Iterator[tuple[str, bool]]:
        """Where connections lead, and whether they belong to a chosen step."""
        for group in self._document.get("groups", ()):
            yield from ((one["to"], False) for one in group.get("connections", ()))
        for step in self._document.get("steps", ()):
            inside = step["id"] in self._keys
            yield from ((one["to"], inside) for one in _connections(step))

    def _ways_out(self) -> list[str]:
        """Steps outside that chosen ones lead to, in order."""
        ways = (one["to"] for step in self._steps for one in _connections(step))
        return [*dict.fromkeys(to for to in ways if to not in self._keys)]

    @property
    def _has_finals(self) -> bool:
        """Whether the conversation may end in them: it must not go on then."""
        return any(not step.get("groups") for step in self._steps)

    @property
    def _tells_exit(self) -> bool:
        return len(self._ways) > 1 or (bool(self._ways) and self._has_finals)

    @property
    def _end(self) -> str:
        return _free("end", self._keys)

    # What goes in and comes out

    def _crossings(self, parts: list[Json]) -> tuple[Mapping[str, Crossing], Mapping[str, Crossing]]:
        written = written_in(self._steps)
        inputs, outputs = self._chosen.inputs, self._chosen.outputs
        given = {one.variable: name for name, one in (*(outputs or {}).items(), *(inputs or {}).items())}
        if inputs is None:
            # What comes out goes in, too: a way that does not write it must leave it as it was.
            read = [one for one in read_in(parts) if one.partition(".")[2]]
            inputs = self._named(dict.fromkeys([*read, *written]), given)
        if outputs is None:
            outputs = self._named(
                dict.fromkeys(written), given | {one.variable: name for name, one in inputs.items()}
            )
        return inputs, outputs

    def _named(self, variables: Mapping[str, None], given: Mapping[str, str]) -> dict[str, Crossing]:
        """By their keys; where two scopes have the same one, and for what is always there, the scope too."""
        taken = [one.partition(".")[2] for one in variables if one not in GIVEN]
        named: dict[str, Crossing] = {}
        for variable in variables:
            scope, _, key = variable.partition(".")
            is_plain = variable not in GIVEN and taken.count(key) == 1 and key not in {EXIT, "id"}
            name = given.get(variable) or (key if is_plain else f"{scope}_{key}")
            named[name] = Crossing(variable=variable)
        return named

    def _outputs_schema(self, outputs: Mapping[str, Crossing]) -> Json:
        schema = _schema(outputs)
        if self._tells_exit:
            schema = schema or {"type": "object", "properties": {}}
            schema["properties"][EXIT] = {
                "type": "string",
                "enum": ["", *self._ways],
                "title": "Where it goes on",
            }
        return schema

    # The steps inside

    def _inner(self, step: Json, names: Mapping[str, str]) -> Json:
        inner = renamed(step, names)
        inner["groups"] = [
            {**group, "connections": [self._inner_way(one) for one in group.get("connections", ())]}
            for group in inner.get("groups", ())
        ]
        return inner

    def _inner_way(self, connection: Json) -> Json:
        to = connection["to"]
        if to in self._keys:
            return connection
        left = {**connection, "to": self._end}
        if self._tells_exit:
            left["set"] = [*connection.get("set", ()), {"variable": f"template.{EXIT}", "value": to}]
        return left

    def _requests(self) -> list[Json]:
        used = {group.get("request") for step in self._steps for group in step.get("groups", ())}
        return [one for one in self._document.get("requests", ()) if one["id"] in used]

    # The step outside

    def _instance(self, inputs: Mapping[str, Crossing], outputs: Mapping[str, Crossing]) -> Json:
        entry = next(step for step in self._steps if step["id"] == self._entry)
        written = {name: one.variable for name, one in outputs.items()}
        if self._tells_exit:
            written[EXIT] = self._exit_variable
        instance = {
            "id": self._chosen.id,
            "inputs": {name: f"{{${one.variable}$}}" for name, one in inputs.items()},
            "outputs": written,
        }
        step: Json = {"id": self._entry, "name": self._chosen.name or self._chosen.id, "template": instance}
        if "position" in entry:
            step["position"] = entry["position"]
        connections = self._outer_ways()
        return {**step, "groups": [{"connections": connections}]} if connections else step

    @property
    def _exit_variable(self) -> str:
        return f"session.{self._entry}_{EXIT}"

    def _outer_ways(self) -> list[Json]:
        if not self._tells_exit:
            return [{"to": to} for to in self._ways]
        *others, last = self._ways
        named = others if not self._has_finals else self._ways
        ways = [
            {"rules": {"condition": "AND", "rules": [_is(self._exit_variable, to)]}, "to": to} for to in named
        ]
        return [*ways, {"to": self._silent if self._has_finals else last}]

    @property
    def _silent(self) -> str:
        return _free(f"{self._entry[:50]}_end", self._ids)

    def _beside(self) -> tuple[Json, ...]:
        return ({"id": self._silent, "name": "End"},) if self._tells_exit and self._has_finals else ()


def _is(field_: str, value: str) -> Json:
    return {"field": field_, "operator": "equal", "value": value}


def _connections(step: Json) -> Iterator[Json]:
    for group in step.get("groups", ()):
        yield from group.get("connections", ())


def _schema(crossings: Mapping[str, Crossing]) -> Json:
    if not crossings:
        return {}
    return {"type": "object", "properties": {name: dict(one.schema) for name, one in crossings.items()}}


def _free(wanted: str, taken: frozenset[str]) -> str:
    names = (wanted if number == 1 else f"{wanted}_{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
