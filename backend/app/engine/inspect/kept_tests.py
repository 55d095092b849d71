"""Conversation tests kept in a document (flow-language.md 9): whether they can be read."""

from collections.abc import Iterator

from pydantic import ValidationError

from ..document import BotDocument, ConversationTest
from ..document.faulty import faults_of
from .flow import Flow
from .issue import Issue


def check_tests(flow: Flow) -> Iterator[Issue]:
    """One issue a fault; a turn has exactly one of start, user and wait."""
    if not isinstance(flow.document, BotDocument):
        return
    for number, raw in enumerate(flow.document.tests):
        at = (*flow.under, "tests", number)
        try:
            test = ConversationTest.model_validate(raw)
        except ValidationError as error:
            for fault in faults_of(error, ConversationTest):
                yield flow.issue("test:invalid", (*at, *fault.path.split(".")), reason=fault)
            continue
        for place, turn in enumerate(test.turns):
            if turn.happens != 1:
                yield flow.issue("test:turn", (*at, "turns", place))
