"""Buttons, attachments and widgets of messages."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from ..document import WIDGETS, DocumentFault, Step, Widget
from ..document.faulty import faults_of
from .fixing import removing, setting
from .flow import Flow
from .issue import Issue, Path


def check_messages(flow: Flow) -> Iterator[Issue]:
    """What would show nothing, and widgets that are not of the catalogue."""
    for at, step in flow.steps_seen:
        place = (*at, "message")
        yield from _buttons(flow, step, place)
        yield from _attachments(flow, step, place)
        if step.message.widget:
            yield from _widget(flow, step.message.widget, (*place, "widget"), step.id)


def _buttons(flow: Flow, step: Step, at: Path) -> Iterator[Issue]:
    for place, button in enumerate(step.message.buttons):
        if not button.text.strip():
            yield flow.issue("message:empty_button", (*at, "buttons", place), step.id)


def _attachments(flow: Flow, step: Step, at: Path) -> Iterator[Issue]:
    for number, attachment in enumerate(step.message.attachments):
        if bool(attachment.url) is bool(attachment.file):
            place = (*at, "attachments", number)
            fix = None if attachment.url else removing(flow, place, "remove_attachment")
            yield flow.issue("message:attachment_source", place, step.id, fix=fix)
        elif attachment.file and not _is_known(flow, attachment.file):
            where = (*at, "attachments", number, "file")
            yield flow.issue("message:unknown_file", where, step.id, found=attachment.file)


def _is_known(flow: Flow, file: str) -> bool:
    """What a placeholder names is known only when it runs."""
    known = flow.surroundings.files
    if known is None or "{$" in file:
        return True
    try:
        return str(UUID(file)) in known
    except ValueError:
        return False


def _widget(flow: Flow, widget: Widget, at: Path, step: str) -> Iterator[Issue]:
    kind = WIDGETS.get(widget.type)
    if kind is None:
        meant = flow.meant("widgets", widget.type, WIDGETS)
        fix = None
        if meant and meant.sure and not _faults(meant.word, widget.props):
            fix = setting(flow, (*at, "type"), meant.word, "write", name=meant.word)
        detail = {"found": widget.type, "nearest": meant.word if meant else None, "known": ", ".join(WIDGETS)}
        yield flow.issue("widget:unknown", (*at, "type"), step, fix=fix, **detail)
        return
    for fault in _faults(widget.type, widget.props):
        yield flow.issue("widget:props", (*at, *fault.path.split(".")), step, reason=fault)


def _faults(name: str, props: dict[str, Any]) -> list[DocumentFault]:
    kind = WIDGETS[name]
    try:
        kind.model_validate({"type": name, "props": props})
    except ValidationError as error:
        return faults_of(error, kind)
    return []
