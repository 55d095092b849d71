"""Every text of a document in which placeholders are filled, with its place (flow-language.md 3).

Texts that hold no placeholder and are too short to be long or secret are passed over: they are most of all.
"""

from typing import Any, NamedTuple, cast

from ..document import Group, Message, Request, Setting, Step
from .issue import Path
from .secret_kinds import SHORTEST


class Text(NamedTuple):
    """`step` is the id of its step."""

    at: Path
    step: str | None
    text: str


def texts_of_step(step: Step, at: Path) -> list[Text]:
    """Message, groups and inputs of a template; rule values are read with their rules."""
    found: list[Text] = []
    _of_message(step.message, (*at, "message"), step.id, found)
    for number, group in enumerate(step.groups):
        _of_group(group, (*at, "groups", number), step.id, found)
    if step.template:
        gather(step.template.inputs, (*at, "template", "inputs"), step.id, found)
    return found


def texts_of_group(group: Group, at: Path, step: str | None) -> list[Text]:
    """Its settings and writes, and those of its connections."""
    found: list[Text] = []
    _of_group(group, at, step, found)
    return found


def texts_of_request(request: Request, at: Path) -> list[Text]:
    """Address, headers, query and body."""
    found: list[Text] = []
    for key in ("url", "headers", "query", "body", "form", "multipart", "file"):
        part = getattr(request, key)
        if part:
            gather(part, (*at, key), None, found)
    return found


def gather(value: Any, at: Path, step: str | None, found: list[Text]) -> None:
    """The texts in a JSON value, keys left out."""
    if type(value) is str:
        if "{$" in value or len(value) >= SHORTEST:
            found.append(Text(at, step, value))
    elif isinstance(value, dict):
        for key, part in cast("dict[str, Any]", value).items():
            if part.__class__ is not int:
                gather(part, (*at, key), step, found)
    elif isinstance(value, list):
        for place, part in enumerate(cast("list[Any]", value)):
            gather(part, (*at, place), step, found)


def _of_message(message: Message, at: Path, step: str | None, found: list[Text]) -> None:
    if message.text:
        gather(message.text, (*at, "text"), step, found)
    for place, button in enumerate(message.buttons):
        for key, text in (("text", button.text), ("value", button.value)):
            if text and ("{$" in text or len(text) >= SHORTEST):
                found.append(Text((*at, "buttons", place, key), step, text))
    for place, attachment in enumerate(message.attachments):
        gather(attachment.model_dump(exclude_none=True), (*at, "attachments", place), step, found)
    if message.widget:
        gather(message.widget.props, (*at, "widget", "props"), step, found)


def _of_group(group: Group, at: Path, step: str | None, found: list[Text]) -> None:
    if group.config:
        gather(group.config, (*at, "config"), step, found)
    _of_settings(group.set, at, step, found)
    for place, connection in enumerate(group.connections):
        if connection.set:
            _of_settings(connection.set, (*at, "connections", place), step, found)


def _of_settings(settings: list[Setting], under: Path, step: str | None, found: list[Text]) -> None:
    for number, setting in enumerate(settings):
        if setting.value.__class__ is not int:
            gather(setting.value, (*under, "set", number, "value"), step, found)
