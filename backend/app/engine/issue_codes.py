"""The codes of everything that can be wrong with a document, with their sentences in English and Russian.

Faults (`document:…`) keep a source from being a document; issues are found in a document by `inspect`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .sentences.document import DOCUMENT_SENTENCES
from .sentences.fixes import FIX_TITLES
from .sentences.flow import FLOW_SENTENCES
from .sentences.parts import PART_SENTENCES

type Severity = Literal["error", "warning", "hint"]

__all__ = ["FAULT_CODES", "FIX_TITLES", "ISSUE_CODES", "IssueCode", "Severity", "filled", "sentence"]

_field = re.compile(r"\{(\w+)\}")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCode:
    """A sentence in each language, with `{fields}`."""

    severity: Severity
    en: str
    ru: str


FAULT_CODES: Mapping[str, IssueCode] = {
    code: IssueCode(severity="error", en=en, ru=ru) for code, (en, ru) in DOCUMENT_SENTENCES.items()
}

ISSUE_CODES: Mapping[str, IssueCode] = {
    code: IssueCode(severity=severity, en=en, ru=ru)
    for code, (severity, en, ru) in (FLOW_SENTENCES | PART_SENTENCES).items()
}

_MEANT = {"en": " Did you mean “{nearest}”?", "ru": " Может быть, «{nearest}»?"}
_THERE_ARE = {"en": "There are", "ru": "Есть"}


def sentence(code: str, fields: Mapping[str, Any], language: str = "en") -> str:
    """The sentence with its fields filled in, once: what an author wrote is never read as a field.

    A field `message` is the whole sentence, for what is told where no code fits better; `others` are the
    names there are, told where none is near.
    """
    known = ISSUE_CODES.get(code) or FAULT_CODES.get(code)
    if known is None or "message" in fields:
        return str(fields.get("message", code))
    language = "ru" if language == "ru" else "en"
    text = known.ru if language == "ru" else known.en
    if fields.get("nearest"):
        return filled(text + _MEANT[language], fields)
    others = ", ".join(fields.get("others", ()))
    return filled(text, fields) + (f" {_THERE_ARE[language]}: {others}." if others else "")


def filled(text: str, fields: Mapping[str, Any]) -> str:
    """The text with `{fields}` filled in."""
    return _field.sub(lambda found: _shown(fields.get(found[1])), text)


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
