"""Every text of a document in which placeholders are filled, with its place (flow-language.md 3)."""

from collections.abc import Iterator
from typing import Any, cast

from ..document import BotDocument, Group, Message, Request, Setting, TemplateDocument
from .issue import Path

type Found = tuple[Path, str | None, str]


def texts_of(document: BotDocument | TemplateDocument, under: Path) -> Iterator[Found]:
    """(place, step, text), but for rule values, which are read with their rules."""
    if isinstance(document, BotDocument):
        yield from _of_groups(document.groups, under, None)
    for number, request in enumerate(document.requests):
        yield from _of_request(request, (*under, "requests", number))
    for number, step in enumerate(document.steps):
        at = (*under, "steps", number)
        yield from _of_message(step.message, (*at, "message"), step.id)
        yield from _of_groups(step.groups, at, step.id)
        if step.template:
            yield from leaves(step.template.inputs, (*at, "template", "inputs"), step.id)


def leaves(value: Any, at: Path, step: str | None) -> Iterator[Found]:
    """The texts in a JSON value, keys left out."""
    if type(value) is str:
        yield at, step, value
    elif isinstance(value, dict):
        for key, part in cast("dict[str, Any]", value).items():
            yield from leaves(part, (*at, key), step)
    elif isinstance(value, list):
        for place, part in enumerate(cast("list[Any]", value)):
            yield from leaves(part, (*at, place), step)


def _of_message(message: Message, at: Path, step: str | None) -> Iterator[Found]:
    if message.text:
        yield (*at, "text"), step, message.text
    for place, button in enumerate(message.buttons):
        yield (*at, "buttons", place, "text"), step, button.text
        if button.value is not None:
            yield (*at, "buttons", place, "value"), step, button.value
    for place, attachment in enumerate(message.attachments):
        yield from leaves(attachment.model_dump(exclude_none=True), (*at, "attachments", place), step)
    if message.widget:
        yield from leaves(message.widget.props, (*at, "widget", "props"), step)


def _of_groups(groups: list[Group], under: Path, step: str | None) -> Iterator[Found]:
    for number, group in enumerate(groups):
        at = (*under, "groups", number)
        yield from leaves(group.config, (*at, "config"), step)
        yield from _of_settings(group.set, at, step)
        for place, connection in enumerate(group.connections):
            yield from _of_settings(connection.set, (*at, "connections", place), step)


def _of_settings(settings: list[Setting], under: Path, step: str | None) -> Iterator[Found]:
    for number, setting in enumerate(settings):
        yield from leaves(setting.value, (*under, "set", number, "value"), step)


def _of_request(request: Request, at: Path) -> Iterator[Found]:
    parts = {
        "url": request.url,
        "headers": request.headers,
        "query": request.query,
        "body": request.body,
        "form": request.form,
        "multipart": request.multipart,
        "file": request.file,
    }
    for key, part in parts.items():
        yield from leaves(part, (*at, key), None)
