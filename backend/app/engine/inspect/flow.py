"""A bot's or a template's steps laid out for the checks: every group, text and rule set with its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, cast

from ..document import BotDocument, Connection, Group, Request, Setting, Step, TemplateDocument
from ..document.faulty import nearest
from ..placeholders import Template, compile_text
from ..rules import CompiledRules, compile_rules
from .issue import Issue, Path
from .texts_of import texts_of

_PLACEHOLDER = "{$"
_MEANT_MOST = 30
_KNOWN_MOST = 2000
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
    at: Path
    group: GroupPlace
    connection: Connection
    always: bool


class TextPlace(NamedTuple):
    """A text that may hold placeholders; `template` is None where it holds none."""

    at: Path
    step: str | None
    text: str
    template: Template | None


class RulesPlace(NamedTuple):
    at: Path
    step: str | None
    rules: Any
    compiled: CompiledRules


class SettingPlace(NamedTuple):
    at: Path
    step: str | None
    setting: Setting


@dataclass(frozen=True)
class Flow:
    """`under` is where the document stands: () itself, ("templates", 0) one bundled in a bot."""

    document: BotDocument | TemplateDocument
    under: Path
    templates: Templates
    compiled: dict[str, Template] = field(default_factory=dict[str, Template])
    meant: dict[tuple[str, int], str | None] = field(default_factory=dict[tuple[str, int], str | None])

    @property
    def is_bot(self) -> bool:
        return isinstance(self.document, BotDocument)

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.document.steps}

    @cached_property
    def requests(self) -> Mapping[str, Request]:
        return {request.id: request for request in self.document.requests}

    @cached_property
    def groups(self) -> Sequence[GroupPlace]:
        """Those of the bot, then those of each step."""
        bot_level = self.document.groups if isinstance(self.document, BotDocument) else []
        places = [
            GroupPlace((*self.under, "groups", place), None, group) for place, group in enumerate(bot_level)
        ]
        for number, step in enumerate(self.document.steps):
            at = (*self.under, "steps", number, "groups")
            places += [GroupPlace((*at, place), step, group) for place, group in enumerate(step.groups)]
        return places

    @cached_property
    def rule_sets(self) -> Sequence[RulesPlace]:
        return [rules for _, found in self._connections for rules in found]

    @cached_property
    def connections(self) -> Sequence[ConnectionPlace]:
        return [connection for connection, _ in self._connections]

    @cached_property
    def _connections(self) -> Sequence[tuple[ConnectionPlace, list[RulesPlace]]]:
        return list(self._lay_connections())

    def _lay_connections(self) -> Iterator[tuple[ConnectionPlace, list[RulesPlace]]]:
        for group in self.groups:
            for place, connection in enumerate(group.group.connections):
                at = (*group.at, "connections", place)
                found: list[RulesPlace] = []
                for key, rules in (("rules", connection.rules), ("filters", connection.filters)):
                    if rules:
                        found.append(RulesPlace((*at, key), group.step_id, rules, compile_rules(rules)))
                always = all(_always(part.rules) for part in found)
                yield ConnectionPlace(at, group, connection, always), found

    @cached_property
    def settings(self) -> Sequence[SettingPlace]:
        """The writes of groups and of connections."""
        owners = [(place.at, place.step_id, place.group.set) for place in self.groups]
        owners += [(place.at, place.group.step_id, place.connection.set) for place in self.connections]
        return [
            SettingPlace((*at, "set", number), step, setting)
            for at, step, settings in owners
            for number, setting in enumerate(settings)
        ]

    @cached_property
    def texts(self) -> Sequence[TextPlace]:
        """Every text in which placeholders are filled."""
        found = texts_of(self.document, self.under)
        return [TextPlace(at, step, text, self.template(text)) for at, step, text in found]

    def template(self, text: str) -> Template | None:
        """The compiled text, None where it holds no placeholder."""
        if _PLACEHOLDER not in text:
            return None
        known = self.compiled.get(text)
        if known is None:
            known = self.compiled[text] = compile_text(text)
        return known

    def nearest(self, word: str, known: Collection[str]) -> str | None:
        """The known word that was probably meant; a document full of wrong ones gets only a few answers."""
        key = (word, len(known))
        if key not in self.meant and len(self.meant) < _MEANT_MOST and len(known) <= _KNOWN_MOST:
            self.meant[key] = nearest(word, known)
        return self.meant.get(key)

    def issue(self, code: str, at: Path, step: str | None = None, **detail: Any) -> Issue:
        """An issue of this flow; `at` counts from the root of the whole document."""
        return Issue(code=code, at=at, step=step, detail=detail)


def _always(rules: Any) -> bool:
    """An empty AND, however nested, holds always; `not` and OR are not looked into."""
    members = cast("dict[str, Any]", rules) if type(rules) is dict else {}
    inner = members.get("rules")
    if type(inner) is not list or members.get("not"):
        return False
    return str(members.get("condition")).lower() == "and" and all(map(_always, cast("list[Any]", inner)))
