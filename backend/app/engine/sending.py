"""A step's message, rendered (flow-language.md 4.2)."""

from typing import Any

from .commands import SendMessage
from .machine import Run
from .placeholders import Template
from .program import CompiledMessage
from .text import to_text
from .view import Probe, View


def send_message(run: Run, message: CompiledMessage) -> None:
    """Sends it, unless nothing is left of it."""
    content = rendered(message, run.view, run.trace)
    if content is not None:
        run.send(SendMessage(id=run.next_id(), **content))


def rendered(message: CompiledMessage, view: View, probe: Probe) -> dict[str, Any] | None:
    """The fields of SendMessage but its id; None where nothing is left to be sent: no text after rendering,
    no buttons, attachments or widget."""
    text = message.text.render_text(view, probe)
    buttons = [_button(button, view, probe) for button in message.buttons]
    attachments = _attachments(message, view, probe)
    widget = None if message.widget is None else message.widget.render(view, probe)
    if not (text or buttons or attachments or widget is not None):
        return None
    return {
        "text": text,
        "buttons": buttons,
        "attachments": attachments,
        "widget": widget,
        "params": message.params,
    }


def _button(button: tuple[Template, Template | None], view: View, probe: Probe) -> dict[str, str]:
    """A button without a value sends its text (flow-language.md 4.3)."""
    shown, sent = button
    text = shown.render_text(view, probe)
    value = "" if sent is None else sent.render_text(view, probe)
    return {"text": text, "value": value or text}


def _attachments(message: CompiledMessage, view: View, probe: Probe) -> list[Any]:
    """Those whose address came out empty are left out: there is nothing to show."""
    rendered = [attachment.render(view, probe) for attachment in message.attachments]
    kept: list[Any] = []
    for attachment in rendered:
        texts = {key: to_text(part) for key, part in attachment.items()}
        if texts.get("url") or texts.get("file"):
            kept.append(texts)
    return kept
