"""Texts: placeholders that cannot be read, and texts that are too long for the language."""

from collections.abc import Collection, Iterator, Mapping

from ..faults import Fault
from ..limits import LIMITS
from ..paths import ALL_SCOPES
from ..placeholders import FILTERS
from ..text import size
from .fixing import in_text, renamed
from .flow import Flow, TextPlace
from .issue import Issue, Path
from .reading import Reader

_TOLD = 20  # faults of one text
_KNOWN: Mapping[str, Collection[str]] = {
    "template:unknown_filter": FILTERS,
    "template:unknown_scope": ALL_SCOPES,
}


def check_contents(flow: Flow) -> Iterator[Issue]:
    """Every text in which placeholders are filled."""
    for place in flow.texts:
        for fault in place.reading.faults[:_TOLD]:
            yield placeholder_issue(flow, fault, (place.at, place.step, place.text))
        if _is_too_large(place):
            yield flow.issue("template:too_large", place.at, place.step, most=LIMITS.placeholders)


def _is_too_large(place: TextPlace) -> bool:
    text = place.text
    if len(text) < LIMITS.placeholders:
        return False
    return size(text) > LIMITS.rendered_size or text.count("{$") > LIMITS.placeholders


def placeholder_issue(flow: Flow, fault: Fault, place: tuple[Path, str | None, str]) -> Issue:
    """A fault in a placeholder of the text there; the fix exchanges the wrong name all over the text."""
    at, step, text = place
    known = _KNOWN.get(fault.code)
    if known is None:
        start = max(text.find("{$"), 0)
        return flow.issue(fault.code, at, step, found=text[start : start + 60])
    named = fault.message.split(" in {$", 1)[0].rsplit(" ", 1)[-1]
    meant = flow.meant(fault.code, named, known)
    fix = None
    if meant and meant.sure:
        sign = "|" if fault.code == "template:unknown_filter" else ""
        words = (sign + named, sign + meant.word)
        if _is_mended(flow.reader, text, words):
            fix = in_text(flow, at, text, words)
    told = {"found": named, "nearest": meant.word if meant else None, "others": _told(fault.code)}
    return flow.issue(fault.code, at, step, fix=fix, **told)


def _told(code: str) -> tuple[str, ...]:
    """The sentence about scopes names them itself."""
    return tuple(FILTERS) if code == "template:unknown_filter" else ()


def _is_mended(reader: Reader, text: str, words: tuple[str, str]) -> bool:
    """Whether the text has fewer faults with the other word, and none it did not have."""
    before = [fault.code for fault in reader.text(text).faults]
    after = [fault.code for fault in reader.text(renamed(text, *words)).faults]
    return len(after) < len(before) and all(after.count(code) <= before.count(code) for code in after)
