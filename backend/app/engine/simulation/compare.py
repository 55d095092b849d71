"""What was expected against what came, told so that an author sees the difference (flow-language.md 9)."""

from typing import Any, cast

from ..commands import SendMessage
from ..rules.comparison import same
from ..text import cut, json_text

_SHOWN = 400


def show(value: Any) -> str:
    """JSON, cut where it is long."""
    text = json_text(value)
    kept = cut(text, _SHOWN)
    return kept if len(kept) == len(text) else kept + "…"


def compare(label: str, expected: Any, actual: Any) -> list[str]:
    """Of an object only the keys given, at every level; lists by length; null is null or missing."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        wanted, found = cast("dict[str, Any]", expected), cast("dict[str, Any]", actual)
        return [
            line for key, part in wanted.items() for line in compare(f"{label}.{key}", part, found.get(key))
        ]
    if isinstance(expected, list) and isinstance(actual, list):
        return _compare_lists(label, cast("list[Any]", expected), cast("list[Any]", actual))
    return [] if same(expected, actual) else [f"{label}: expected {show(expected)}, got {show(actual)}"]


def compare_exactly(label: str, expected: Any, actual: Any) -> list[str]:
    return [] if same(expected, actual) else [f"{label}: expected {show(expected)}, got {show(actual)}"]


def compare_messages(expected: list[Any], sent: list[SendMessage]) -> list[str]:
    """A text is compared with the text of the message, an object with the message as far as it goes."""
    if len(expected) != len(sent):
        texts = [message.text for message in sent]
        return [f"bot: expected {len(expected)} messages {show(expected)}, got {len(sent)} {show(texts)}"]
    differences: list[str] = []
    for position, (wanted, message) in enumerate(zip(expected, sent, strict=True)):
        actual = message.text if type(wanted) is str else message_json(message)
        differences += compare(f"bot[{position}]", wanted, actual)
    return differences


def message_json(message: SendMessage) -> dict[str, Any]:
    return {
        "text": message.text,
        "buttons": message.buttons,
        "attachments": message.attachments,
        "widget": message.widget,
        "params": message.params,
    }


def _compare_lists(label: str, expected: list[Any], actual: list[Any]) -> list[str]:
    if len(expected) != len(actual):
        return [
            f"{label}: expected {len(expected)} elements {show(expected)}, got {len(actual)} {show(actual)}"
        ]
    pairs = enumerate(zip(expected, actual, strict=True))
    return [
        line for position, (wanted, found) in pairs for line in compare(f"{label}[{position}]", wanted, found)
    ]
