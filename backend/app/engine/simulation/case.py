"""Conversation tests read and checked: a file, or what is sent to be simulated (flow-language.md 9)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from pydantic import ValidationError

from ..dates import read_datetime
from ..document import BotDocument, ConversationTest, DocumentError, DocumentFault, TemplateDocument
from ..document.conversation_test import Turn
from ..document.faulty import faults_of, nearest, shown
from ..document.parse import parse_document

type Load = Callable[[str], Any]
type Raw = dict[str, Any]

_OUTSIDE = frozenset({"bot", "templates", "issues"})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test with its documents; `issues`: the codes `inspect` must find, where there are no turns."""

    name: str
    bot: BotDocument
    templates: tuple[TemplateDocument, ...] = ()
    test: ConversationTest | None = None
    issues: tuple[str, ...] | None = None


def read_case(raw: Any, load: Load) -> Case:
    """`load` gives the source of a document named by its file. DocumentError: every fault, by path."""
    if type(raw) is not dict:
        raise DocumentError([DocumentFault(code="document:not_an_object", found=shown(raw))])
    members = cast("Raw", raw)
    if "bot" not in members:
        raise DocumentError([DocumentFault(code="document:missing", detail={"key": "bot"})])
    bot = parse_document(_source(members["bot"], load))
    templates = read_templates(members.get("templates"), load)
    if "turns" not in members and "issues" in members:
        return _issues_case(members, bot, templates)
    test = read_test({key: part for key, part in members.items() if key not in _OUTSIDE})
    return Case(name=test.name, bot=bot, templates=templates, test=test)


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


def read_templates(sources: Any, load: Load) -> tuple[TemplateDocument, ...]:
    if sources is None:
        return ()
    if type(sources) is not list:
        raise _not_a_list("templates", sources)
    return tuple(parse_document(_source(one, load), "template") for one in cast("list[Any]", sources))


def clock_of(test: ConversationTest) -> datetime:
    """The fixed time the test begins at, in UTC."""
    moment = read_datetime(test.now, UTC)
    return datetime(2026, 1, 1, tzinfo=UTC) if moment is None else moment.astimezone(UTC)


def seconds_of(wait: str) -> float:
    """`90s`, `10m`, `1h`, `2d`. ValueError: none of these, or longer than ten years."""
    found = _wait(wait)
    if found is None:
        raise ValueError(f"{wait} is no time such as 90s, 10m, 1h or 2d")
    seconds = float(found[1]) * _SECONDS[found[2]]
    if seconds > _LONGEST_WAIT:
        raise ValueError(f"{wait} is longer than ten years")
    return seconds


def _issues_case(members: Raw, bot: BotDocument, templates: tuple[TemplateDocument, ...]) -> Case:
    codes = members["issues"]
    unknown = members.keys() - _OUTSIDE - {"name"}
    if unknown:
        raise DocumentError(
            [_unknown_key(min(unknown), min(unknown), ("bot", "templates", "issues", "name"))]
        )
    if type(codes) is not list or not all(type(code) is str for code in cast("list[Any]", codes)):
        raise _not_a_list("issues", codes)
    name = members.get("name")
    return Case(
        name=name if type(name) is str else "",
        bot=bot,
        templates=templates,
        issues=tuple(cast("list[str]", codes)),
    )


def _source(given: Any, load: Load) -> Any:
    return load(given) if type(given) is str else given


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
            yield _unknown_key(f"{path}.{key}", key, tuple(known))
        elif value is not None and not isinstance(value, known[key]):
            found, allowed = shown(value), (_KIND_NAMES[known[key]],)
            yield DocumentFault(code="document:value", path=f"{path}.{key}", found=found, allowed=allowed)


def _unknown_key(path: str, key: str, known: tuple[str, ...]) -> DocumentFault:
    return DocumentFault(
        code="document:unknown_key", path=path, found=key, allowed=known, nearest=nearest(key, known)
    )


def _not_a_list(path: str, given: Any) -> DocumentError:
    return DocumentError([DocumentFault(code="document:not_a_list", path=path, found=shown(given))])
