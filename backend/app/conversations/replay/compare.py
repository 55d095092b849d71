"""In which respects a replayed turn is not what it was."""

from collections.abc import Callable, Mapping
from typing import Any

from .schemas import Aspect, Side

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def differences(recorded: Side | None, replayed: Side, *, known: bool) -> list[Aspect]:
    """`known` False: of the recorded turn only its messages are kept."""
    if recorded is None:
        return ["messages"] if replayed.messages else ["place"]
    aspects: Mapping[Aspect, Callable[[Side], Any]] = _ASPECTS if known else {"messages": _messages}
    return [name for name, look in aspects.items() if look(recorded) != look(replayed)]


def _messages(side: Side) -> list[dict[str, Any]]:
    """What a person sees: keys that are empty are as if they were not there."""
    return [{key: part for key, part in message.items() if part not in _EMPTY} for message in side.messages]


_ASPECTS: Mapping[Aspect, Callable[[Side], Any]] = {
    "messages": _messages,
    "place": lambda side: side.place,
    "finished": lambda side: side.finished,
    "problems": lambda side: side.problems,
    "variables": lambda side: side.variables,
}
