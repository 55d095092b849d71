"""A step's message, rendered (flow-language.md 4.2)."""

from typing import Any

from .commands import SendMessage
from .machine import Run
from .program import CompiledMessage
from .text import to_text


def send_message(run: Run, message: CompiledMessage) -> None:
    """Sends it, unless nothing is left of it: no text after rendering, no buttons, attachments or widget."""
    text = message.text.render_text(run.view, run.trace)
    buttons = [_button(run, message, position) for position in range(len(message.buttons))]
    attachments = _attachments(run, message)
    widget = None if message.widget is None else message.widget.render(run.view, run.trace)
    if text or buttons or attachments or widget is not None:
        run.send(
            SendMessage(
                id=run.next_id(),
                text=text,
                buttons=buttons,
                attachments=attachments,
                widget=widget,
                params=message.params,
            )
        )


def _button(run: Run, message: CompiledMessage, position: int) -> dict[str, str]:
    """A button without a value sends its text (flow-language.md 4.3)."""
    shown, sent = message.buttons[position]
    text = shown.render_text(run.view, run.trace)
    value = "" if sent is None else sent.render_text(run.view, run.trace)
    return {"text": text, "value": value or text}


def _attachments(run: Run, message: CompiledMessage) -> list[Any]:
    """Those whose address came out empty are left out: there is nothing to show."""
    rendered = [attachment.render(run.view, run.trace) for attachment in message.attachments]
    kept: list[Any] = []
    for attachment in rendered:
        texts = {key: to_text(part) for key, part in attachment.items()}
        if texts.get("url") or texts.get("file"):
            kept.append(texts)
    return kept
