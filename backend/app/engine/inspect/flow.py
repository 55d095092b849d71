"""A bot's or a template's steps laid out for the checks: every group, text and rule set with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, cast

from ..document import BotDocument, Connection, Group, Request, Setting, Step, TemplateDocument
from .focus import EVERYTHING, Focus
from .issue import Fix, Issue, Path
from .near import Meant, Words
from .reading import Reader, Reading
from .surroundings import NOTHING_KNOWN, Surroundings
from .texts_of import Text, texts_of_group, texts_of_request, texts_of_step

_MEANT_MOST = 50  # a document full of wrong names gets only so many answers
type Templates = Mapping[tuple[str, int], TemplateDocument]


class GroupPlace(NamedTuple):
    """`step` is None for a bot-level group."""

    at: Path
    step: Step | None
    group: Group

    @property
    def step_id(self) -> str | None:
        return self.step.id if self.step else None


class ConnectionPlace(NamedTuple):
    """`always`: no rule is tested."""

    at: Path
    group: GroupPlace
    connection: Connection
    always: bool


class TextPlace(NamedTuple):
    """A text that may hold placeholders."""

    at: Path
    step: str | None
    text: str
    reading: Reading


class RulesPlace(NamedTuple):
    at: Path
    step: str | None
    rules: Any
    reading: Reading


class SettingPlace(NamedTuple):
    at: Path
    step: str | None
    setting: Setting


@dataclass(frozen=True)
class Flow:
    """`under` is where the document stands: () itself, ("templates", 0) one bundled in a bot.

    What is read closely is only what `focus` holds; how parts hang together is laid out of the whole.
    """

    document: BotDocument | TemplateDocument
    under: Path
    templates: Templates
    surroundings: Surroundings = NOTHING_KNOWN
    focus: Focus = EVERYTHING
    reader: Reader = field(default_factory=Reader)
    words: dict[str, Words] = field(default_factory=dict[str, Words])
    meanings: dict[tuple[str, str], Meant | None] = field(default_factory=dict[tuple[str, str], Meant | None])

    @property
    def is_bot(self) -> bool:
        return isinstance(self.document, BotDocument)

    @property
    def bot_groups(self) -> Sequence[Group]:
        return self.document.groups if isinstance(self.document, BotDocument) else ()

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.document.steps}

    @cached_property
    def requests(self) -> Mapping[str, Request]:
        return {request.id: request for request in self.document.requests}

    @cached_property
    def steps_seen(self) -> Sequence[tuple[Path, Step]]:
        """The steps in focus with their places."""
        under, sees = (*self.under, "steps"), self.focus.sees
        return [((*under, n), one) for n, one in enumerate(self.document.steps) if sees("steps", one.id)]

    @cached_property
    def requests_seen(self) -> Sequence[tuple[Path, Request]]:
        under, sees = (*self.under, "requests"), self.focus.sees
        return [
            ((*under, n), one) for n, one in enumerate(self.document.requests) if sees("requests", one.id)
        ]

    @cached_property
    def groups(self) -> Sequence[GroupPlace]:
        """Those of the bot, then those of each step."""
        places = [
            GroupPlace((*self.under, "groups", n), None, group) for n, group in enumerate(self.bot_groups)
        ]
        for number, step in enumerate(self.document.steps):
            at = (*self.under, "steps", number, "groups")
            places += [GroupPlace((*at, n), step, group) for n, group in enumerate(step.groups)]
        return places

    @cached_property
    def groups_seen(self) -> Sequence[GroupPlace]:
        return self.groups if self.focus is EVERYTHING else [one for one in self.groups if self.sees(one)]

    def sees(self, place: GroupPlace) -> bool:
        """Whether the group is in focus."""
        if place.step is None:
            return self.focus.sees("groups", place.group.id)
        return self.focus.sees("steps", place.step.id)

    @cached_property
    def connections(self) -> Sequence[ConnectionPlace]:
        """In the order they are written."""
        return [
            ConnectionPlace((*group.at, "connections", place), group, connection, _is_always(connection))
            for group in self.groups
            for place, connection in enumerate(group.group.connections)
        ]

    @cached_property
    def connections_seen(self) -> Sequence[ConnectionPlace]:
        if self.focus is EVERYTHING:
            return self.connections
        return [place for place in self.connections if self.sees(place.group)]

    @cached_property
    def rule_sets(self) -> Sequence[RulesPlace]:
        """Of the connections in focus."""
        return list(self._lay_rules())

    def _lay_rules(self) -> Iterator[RulesPlace]:
        read = self.reader.rules
        for at, group, connection, _ in self.connections_seen:
            if connection.rules:
                yield RulesPlace((*at, "rules"), group.step_id, connection.rules, read(connection.rules))
            if connection.filters:
                yield RulesPlace(
                    (*at, "filters"), group.step_id, connection.filters, read(connection.filters)
                )

    @cached_property
    def settings(self) -> Sequence[SettingPlace]:
        """The writes of groups and of connections in focus."""
        found = list(_settings(self.groups_seen))
        for place in self.connections_seen:
            for number, setting in enumerate(place.connection.set):
                found.append(SettingPlace((*place.at, "set", number), place.group.step_id, setting))
        return found

    @cached_property
    def texts(self) -> Sequence[TextPlace]:
        """Texts in focus in which placeholders are filled, but for short ones without any."""
        read = self.reader.text
        return [TextPlace(at, step, text, read(text)) for at, step, text in self._texts()]

    def _texts(self) -> Iterator[Text]:
        for place in self.groups_seen:
            if place.step is None:
                yield from texts_of_group(place.group, place.at, None)
        for at, request in self.requests_seen:
            yield from texts_of_request(request, at)
        for at, step in self.steps_seen:
            yield from texts_of_step(step, at)

    @cached_property
    def has_doubled_ids(self) -> bool:
        """Then a part cannot be named by its id."""
        document = self.document
        families = (
            [step.id for step in document.steps],
            [request.id for request in document.requests],
            [note.id for note in document.notes],
            [place.group.id for place in self.groups],
            [place.connection.id for place in self.connections],
        )
        return any(len(set(ids)) < len(ids) for ids in families)

    def meant(self, family: str, word: str, known: Iterable[str]) -> Meant | None:
        """The known word that was probably meant; `family` names the known words, which stay the same."""
        key = (family, word)
        if key not in self.meanings and len(self.meanings) < _MEANT_MOST:
            if family not in self.words:
                self.words[family] = Words(known)
            self.meanings[key] = self.words[family].meant(word)
        return self.meanings.get(key)

    def issue(
        self, code: str, at: Path, step: str | None = None, *, fix: Fix | None = None, **detail: Any
    ) -> Issue:
        """An issue of this flow; `at` counts from the root of the whole document."""
        return Issue(code=code, at=at, step=step, detail=detail, fix=fix)


def _settings(places: Iterable[GroupPlace]) -> Iterator[SettingPlace]:
    for place in places:
        for number, setting in enumerate(place.group.set):
            yield SettingPlace((*place.at, "set", number), place.step_id, setting)


def _is_always(connection: Connection) -> bool:
    return all(_holds_always(rules) for rules in (connection.rules, connection.filters) if rules)


def _holds_always(rules: Any) -> bool:
    """An empty AND, however nested, holds always; `not` and OR are not looked into."""
    members = cast("dict[str, Any]", rules) if type(rules) is dict else {}
    inner = members.get("rules")
    if type(inner) is not list or members.get("not"):
        return False
    return str(members.get("condition")).lower() == "and" and all(
        map(_holds_always, cast("list[Any]", inner))
    )
