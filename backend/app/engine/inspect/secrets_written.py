"""Secrets typed into a document, wherever a text can stand (architecture.md 6)."""

from collections.abc import Iterator
from typing import Any

from .flow import Flow
from .issue import Issue, Path
from .secret_kinds import SHORTEST, holds_secret, secret_in
from .texts_of import Text, gather

type Written = tuple[Path, str | None, Any]

_HEAD = ("name", "description", "variables", "tests")


def check_secrets(flow: Flow) -> Iterator[Issue]:
    """All texts at once first, without their places: hardly any document has a secret."""
    long: list[str] = [found.text for found in flow.texts if len(found.text) >= SHORTEST]
    for _, _, value in _written(flow):
        _gather_long(value, long)
    if not holds_secret("\n".join(long)):
        return
    for at, step, text in _places(flow):
        what = secret_in(text)
        if what is not None:
            yield flow.issue("text:secret", at, step, what=what)


def _gather_long(value: Any, long: list[str]) -> None:
    kind = value.__class__
    if kind is str:
        if len(value) >= SHORTEST:
            long.append(value)
    elif kind is dict or kind is list:
        for part in value.values() if kind is dict else value:
            _gather_long(part, long)


def _places(flow: Flow) -> Iterator[Text]:
    for at, step, text, _ in flow.texts:
        yield Text(at, step, text)
    for at, step, value in _written(flow):
        found: list[Text] = []
        gather(value, at, step, found)
        yield from found


def _written(flow: Flow) -> Iterator[Written]:
    """What is written beside the texts in which placeholders are filled."""
    for rules in flow.rule_sets:
        yield rules.at, rules.step, rules.rules
    for place in flow.groups_seen:
        if place.group.code:
            yield (*place.at, "code"), place.step_id, place.group.code
    for at, step in flow.steps_seen:
        if step.note:
            yield (*at, "note"), step.id, step.note
        if step.message.params:
            yield (*at, "message", "params"), step.id, step.message.params
        if step.preset:
            yield (*at, "preset", "config"), step.id, step.preset.config
    for at, request in flow.requests_seen:
        if request.proxy:
            yield (*at, "proxy"), None, request.proxy
    yield from _of_bot(flow)


def _of_bot(flow: Flow) -> Iterator[Written]:
    document, under = flow.document, flow.under
    if flow.focus.sees_bot:
        for key in _HEAD:
            yield (*under, key), None, getattr(document, key, None)
    for number, note in enumerate(document.notes):
        if flow.focus.sees("notes", note.id):
            yield (*under, "notes", number, "text"), None, note.text
