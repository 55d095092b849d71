"""Texts of a document that are held to what the routes of single bots take."""

import re
from collections.abc import Iterator

from app.engine import BotDocument, DocumentError, TemplateDocument
from app.engine.document import DocumentFault

LONGEST_NAME = 200  # characters
LONGEST_DESCRIPTION = 2000
_SHOWN = 40
_control = re.compile(r"[\x00-\x1f\x7f]").search


def check_texts(document: BotDocument | TemplateDocument) -> None:
    """DocumentError where the name or the description is none that could be given to a bot by itself."""
    faults = [*_faults(document)]
    if faults:
        raise DocumentError(faults)


def _faults(document: BotDocument | TemplateDocument) -> Iterator[DocumentFault]:
    name = document.name.strip()
    if len(name) > LONGEST_NAME:
        yield _too_long("name", name, LONGEST_NAME)
    elif _control(name):
        yield DocumentFault(code="document:form", path="name", found=_quoted(name))
    elif not name and isinstance(document, BotDocument):
        yield DocumentFault(code="document:range", path="name", found='""', detail={"bounds": "≥ 1"})
    if len(document.description or "") > LONGEST_DESCRIPTION:
        yield _too_long("description", document.description or "", LONGEST_DESCRIPTION)


def _too_long(path: str, text: str, most: int) -> DocumentFault:
    """By how many characters it has."""
    bounds = f"{len(text)} > {most}"
    return DocumentFault(code="document:range", path=path, found=_quoted(text), detail={"bounds": bounds})


def _quoted(text: str) -> str:
    visible = " ".join(text.split())
    return f'"{visible[:_SHOWN]}…"' if len(visible) > _SHOWN else f'"{visible}"'
