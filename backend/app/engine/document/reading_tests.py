"""Reading a conversation test (flow-language.md 9): its faults are the same wherever it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from typing import Any

from pydantic import ValidationError

from ..dates import read_datetime
from .conversation_test import ConversationTest, Turn
from .errors import DocumentError, DocumentFault
from .faulty import faults_of, nearest, shown

type Raw = dict[str, Any]

_SECONDS: Mapping[str, int] = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LONGEST_WAIT = 10 * 366 * 86400
_wait = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*").fullmatch
_HTTP_ANSWER = {
    "status": int, "headers": dict, "json": object, "text": str, "error": str, "elapsed_ms": int,
}  # fmt: skip
_HTTP_EXPECT = {"query": dict, "headers": dict, "body": object}
_CALL_ANSWER = {"ok": bool, "result": object, "error": dict, "elapsed_ms": int}
_CALL_EXPECT = {"config": dict}
_KIND_NAMES: Mapping[type[Any], str] = {
    int: "a whole number",
    str: "a text",
    dict: "an object",
    bool: "true or false",
}
_ONE_THING = "A turn has exactly one of start, user and wait."


def read_test(raw: Any) -> ConversationTest:
    """A test without its `bot`. DocumentError: every fault, by path."""
    try:
        test = ConversationTest.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(faults_of(error, ConversationTest)) from error
    faults = [*_turn_faults(test.turns), *_mock_faults(test), *_clock_faults(test)]
    if faults:
        raise DocumentError(faults)
    return test


def seconds_of(wait: str) -> float:
    """`90s`, `10m`, `1h`, `2d`. ValueError: none of these, or longer than ten years."""
    found = _wait(wait)
    if found is None:
        raise ValueError(f"{wait} is no time such as 90s, 10m, 1h or 2d")
    seconds = float(found[1]) * _SECONDS[found[2]]
    if seconds > _LONGEST_WAIT:
        raise ValueError(f"{wait} is longer than ten years")
    return seconds


def _turn_faults(turns: Sequence[Turn]) -> Iterator[DocumentFault]:
    for place, turn in enumerate(turns):
        path = f"turns.{place}"
        if turn.happens != 1:
            yield DocumentFault(code="test:turn", path=path, detail={"message": _ONE_THING})
        if turn.wait is not None:
            try:
                seconds_of(turn.wait)
            except ValueError:
                yield DocumentFault(code="document:form", path=f"{path}.wait", found=turn.wait)


def _clock_faults(test: ConversationTest) -> Iterator[DocumentFault]:
    if read_datetime(test.now, UTC) is None:
        yield DocumentFault(code="document:form", path="now", found=test.now)


def _mock_faults(test: ConversationTest) -> Iterator[DocumentFault]:
    for place, mock in enumerate(test.http):
        yield from _part_faults(f"http.{place}.answer", mock.answer, _HTTP_ANSWER)
        yield from _part_faults(f"http.{place}.expect", mock.expect or {}, _HTTP_EXPECT)
    for place, mock in enumerate(test.integrations):
        yield from _part_faults(f"integrations.{place}.answer", mock.answer, _CALL_ANSWER)
        yield from _part_faults(f"integrations.{place}.expect", mock.expect or {}, _CALL_EXPECT)


def _part_faults(path: str, part: Raw, known: Mapping[str, type[Any]]) -> Iterator[DocumentFault]:
    for key, value in part.items():
        if key not in known:
            yield unknown_key(f"{path}.{key}", key, tuple(known))
        elif value is not None and not isinstance(value, known[key]):
            found, allowed = shown(value), (_KIND_NAMES[known[key]],)
            yield DocumentFault(code="document:value", path=f"{path}.{key}", found=found, allowed=allowed)


def unknown_key(path: str, key: str, known: tuple[str, ...]) -> DocumentFault:
    return DocumentFault(
        code="document:unknown_key", path=path, found=key, allowed=known, nearest=nearest(key, known)
    )
