"""Buttons, attachments and widgets of messages."""

from collections.abc import Iterator

from pydantic import ValidationError

from ..document import WIDGETS, Step, Widget
from ..document.faulty import faults_of
from .flow import Flow
from .issue import Issue, Path


def check_messages(flow: Flow) -> Iterator[Issue]:
    """What would show nothing, and widgets that are not of the catalogue."""
    for number, step in enumerate(flow.document.steps):
        at = (*flow.under, "steps", number, "message")
        yield from _parts(flow, step, at)
        if step.message.widget:
            yield from _widget(flow, step.message.widget, (*at, "widget"), step.id)


def _parts(flow: Flow, step: Step, at: Path) -> Iterator[Issue]:
    for place, button in enumerate(step.message.buttons):
        if not button.text.strip():
            yield flow.issue("message:empty_button", (*at, "buttons", place), step.id)
    for place, attachment in enumerate(step.message.attachments):
        if bool(attachment.url) is bool(attachment.file):
            yield flow.issue("message:attachment_source", (*at, "attachments", place), step.id)


def _widget(flow: Flow, widget: Widget, at: Path, step: str) -> Iterator[Issue]:
    kind = WIDGETS.get(widget.type)
    if kind is None:
        near = flow.nearest(widget.type, WIDGETS)
        detail = {"found": widget.type, "nearest": near, "known": ", ".join(WIDGETS)}
        yield flow.issue("widget:unknown", (*at, "type"), step, **detail)
        return
    try:
        kind.model_validate({"type": widget.type, "props": widget.props})
    except ValidationError as error:
        for fault in faults_of(error, kind):
            place = (*at, *fault.path.split("."))
            yield flow.issue("widget:props", place, step, reason=fault)
