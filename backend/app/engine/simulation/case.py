"""Conversation tests read and checked: a file, or what is sent to be simulated (flow-language.md 9)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from ..dates import read_datetime
from ..document import BotDocument, ConversationTest, DocumentError, DocumentFault, TemplateDocument
from ..document.faulty import shown
from ..document.parse import parse_document
from ..document.reading_tests import read_test, unknown_key

type Load = Callable[[str], Any]
type Raw = dict[str, Any]

_OUTSIDE = frozenset({"bot", "templates", "issues"})


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


def _issues_case(members: Raw, bot: BotDocument, templates: tuple[TemplateDocument, ...]) -> Case:
    codes = members["issues"]
    unknown = members.keys() - _OUTSIDE - {"name"}
    if unknown:
        raise DocumentError([unknown_key(min(unknown), min(unknown), ("bot", "templates", "issues", "name"))])
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


def _not_a_list(path: str, given: Any) -> DocumentError:
    return DocumentError([DocumentFault(code="document:not_a_list", path=path, found=shown(given))])
