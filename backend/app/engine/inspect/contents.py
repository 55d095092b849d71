"""Texts: placeholders that cannot be read, texts that are too long, secrets written into them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import re2

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES
from ..placeholders import FILTERS
from ..text import size
from .flow import Flow, TextPlace
from .issue import Issue
from .texts_of import leaves

_re2: Any = re2  # it brings no types
# RE2, because a text of any length is searched: it takes time linear in it.
_SECRET = _re2.compile(
    r"(?:^|[^A-Za-z0-9])(?:"
    r"[0-9]{8,10}:[A-Za-z0-9_-]{35}"  # Telegram
    r"|sk-[A-Za-z0-9_-]{20,}"
    r"|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}"
    r"|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|xox[abprs]-[A-Za-z0-9-]{10,}"
    r"|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
    r"|[Bb]earer +[A-Za-z0-9._~+/-]{20,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r")"
)
_SHORTEST = 20
_TOLD = 20  # faults of one text


def check_contents(flow: Flow) -> Iterator[Issue]:
    """Every text in which placeholders are filled, and code and variables for what is secret."""
    for place in flow.texts:
        if place.template is not None:
            for fault in place.template.faults[:_TOLD]:
                yield flow.issue(
                    fault.code, place.at, place.step, **placeholder_detail(flow, fault, place.text)
                )
        if _too_large(place):
            yield flow.issue("template:too_large", place.at, place.step, most=LIMITS.placeholders)
        if len(place.text) >= _SHORTEST and _SECRET.search(place.text):
            yield flow.issue("text:secret", place.at, place.step)
    yield from _elsewhere(flow)


def _too_large(place: TextPlace) -> bool:
    if size(place.text) > LIMITS.rendered_size:
        return True
    return place.template is not None and place.text.count("{$") > LIMITS.placeholders


def _elsewhere(flow: Flow) -> Iterator[Issue]:
    found = list(leaves(flow.document.variables, (*flow.under, "variables"), None))
    found += [
        ((*place.at, "code"), place.step_id, place.group.code) for place in flow.groups if place.group.code
    ]
    for rules in flow.rule_sets:
        found += leaves(rules.rules, rules.at, rules.step)
    for at, step, text in found:
        if len(text) >= _SHORTEST and _SECRET.search(text):
            yield flow.issue("text:secret", at, step)


def placeholder_detail(flow: Flow, fault: Fault, text: str) -> Mapping[str, Any]:
    """What the sentence of a fault in a placeholder names."""
    named = fault.message.split(" in {$", 1)[0].rsplit(" ", 1)[-1]
    known = _KNOWN.get(fault.code)
    if known is None:
        start = text.find("{$")
        return {"found": text[start : start + 60] if start >= 0 else text[:60]}
    return {"found": named, "nearest": flow.nearest(named, known)}


_KNOWN: Mapping[str, Collection[str]] = {
    "template:unknown_filter": FILTERS,
    "template:unknown_scope": ALL_SCOPES,
}
