"""Messages a channel of the bot cannot carry whole; only what is written out is counted."""

import re
from collections.abc import Iterator, Mapping

from ..document import Message
from .channel_limits import strictest
from .flow import Flow
from .issue import Issue, Path

type Place = tuple[Path, str]
type Strict = Mapping[str, tuple[str, int]]

_NAMES = ("text", "caption", "buttons", "button_value")
_placeholder = re.compile(r"\{\$.*?\$\}", re.DOTALL)


def check_channels(flow: Flow) -> Iterator[Issue]:
    """Texts, button values and numbers of buttons, against the strictest kind of channel."""
    kinds = flow.surroundings.channels
    strict = {name: most for name in _NAMES if (most := strictest(kinds, name)) is not None}
    if not strict:
        return
    for at, step in flow.steps_seen:
        place = ((*at, "message"), step.id)
        yield from _text(flow, step.message, place, strict)
        if step.message.buttons:
            yield from _buttons(flow, step.message, place, strict)


def _text(flow: Flow, message: Message, place: Place, strict: Strict) -> Iterator[Issue]:
    most = strict.get("caption" if len(message.attachments) == 1 else "text")
    if most is None or len(message.text) * 2 <= most[1]:
        return
    at, step = place
    written = _units(_placeholder.sub("", message.text))
    if written > most[1]:
        yield _beyond(flow, "text:too_long", ((*at, "text"), step), (most, written))


def _buttons(flow: Flow, message: Message, place: Place, strict: Strict) -> Iterator[Issue]:
    at, step = place
    most = strict.get("buttons")
    if most and len(message.buttons) > most[1]:
        yield _beyond(
            flow, "message:too_many_buttons", ((*at, "buttons"), step), (most, len(message.buttons))
        )
    carried = strict.get("button_value")
    for number, button in enumerate(message.buttons if carried else ()):
        value = button.text if button.value is None else button.value
        if carried and len(value) * 4 > carried[1]:
            written = len(_placeholder.sub("", value).encode("utf-8", "surrogatepass"))
            if written > carried[1]:
                there = (*at, "buttons", number)
                yield _beyond(flow, "message:button_too_long", (there, step), (carried, written))


def _beyond(flow: Flow, code: str, place: tuple[Path, str], how: tuple[tuple[str, int], int]) -> Issue:
    (kind, most), found = how
    return flow.issue(code, *place, kind=kind.capitalize(), most=most, found=found)


def _units(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
