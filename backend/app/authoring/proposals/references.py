"""What a part of a bot leads to: the parts it names, by the ids they have in a proposal."""

from collections.abc import Iterator, Mapping
from typing import Any

type Json = dict[str, Any]

BOT, VARIABLES, TESTS = "bot", "variables", "tests"  # parts that are no element of a list
COLLECTIONS = ("steps", "groups", "requests", "notes", "templates")


def part_of(collection: str, name: str) -> str:
    """The id of a part in a proposal: `steps.hello`."""
    return f"{collection}.{name}"


def references(document: Json) -> dict[str, frozenset[str]]:
    """Of each part that names others, which."""
    first = document.get("first_step")
    found = {BOT: frozenset({part_of("steps", first)} if first else ())}
    for step in document.get("steps", ()):
        found[part_of("steps", step["id"])] = frozenset(_of_step(step))
    for group in document.get("groups", ()):
        found[part_of("groups", group["id"])] = frozenset(_of_group(group))
    for template in document.get("templates", ()):
        found[part_of("templates", _versioned(template))] = frozenset(
            one for step in template.get("steps", ()) for one in _of_instance(step)
        )
    return found


def owners(document: Json) -> Mapping[tuple[str, str], str]:
    """The part each group and connection stands in, by its kind and id: they may move from one to another."""
    found: dict[tuple[str, str], str] = {}
    for step in document.get("steps", ()):
        for group in step.get("groups", ()):
            found |= dict.fromkeys(_ids(group), part_of("steps", step["id"]))
    for group in document.get("groups", ()):
        found |= dict.fromkeys(_ids(group), part_of("groups", group["id"]))
    return found


def _of_step(step: Json) -> Iterator[str]:
    yield from _of_instance(step)
    for group in step.get("groups", ()):
        yield from _of_group(group)


def _of_group(group: Json) -> Iterator[str]:
    if group.get("request"):
        yield part_of("requests", group["request"])
    for connection in group.get("connections", ()):
        if connection.get("to"):
            yield part_of("steps", connection["to"])


def _of_instance(step: Json) -> Iterator[str]:
    if step.get("template"):
        yield part_of("templates", _versioned(step["template"]))


def _versioned(template: Json) -> str:
    return f"{template['id']}@{template['version']}"


def _ids(group: Json) -> Iterator[tuple[str, str]]:
    yield "group", group["id"]
    for connection in group.get("connections", ()):
        yield "connection", connection["id"]
