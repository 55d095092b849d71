"""Conversation tests on the real engine: nothing is stored, sent or asked for."""

from app.engine import BotDocument, DocumentError, TemplateDocument, compile_document
from app.engine.document import read_source
from app.engine.simulation import TestOutcome, read_test, run_compiled

from .exchange import refused


def simulate(document: BotDocument, templates: tuple[TemplateDocument, ...], source: bytes) -> TestOutcome:
    """What comes of the test; InvalidInput `document:invalid` where it is none."""
    try:
        read = read_test(read_source(source))
    except DocumentError as faulty:
        raise refused(faulty) from None
    return run_compiled(compile_document(document, templates), read)
