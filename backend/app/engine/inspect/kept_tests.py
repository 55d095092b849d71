"""Conversation tests kept in a document (flow-language.md 9): whether they can be read."""

from collections.abc import Iterator

from ..document import BotDocument, DocumentError
from ..document.reading_tests import read_test
from .flow import Flow
from .issue import Issue


def check_tests(flow: Flow) -> Iterator[Issue]:
    """One issue a fault, the same that `dbcv test` finds."""
    if not isinstance(flow.document, BotDocument) or not flow.focus.sees_bot:
        return
    for number, raw in enumerate(flow.document.tests):
        at = (*flow.under, "tests", number)
        try:
            read_test(raw)
        except DocumentError as refused:
            for fault in refused.faults:
                place = (*at, *fault.path.split(".")) if fault.path else at
                if fault.code == "test:turn":
                    yield flow.issue("test:turn", place)
                else:
                    yield flow.issue("test:invalid", place, reason=fault)
