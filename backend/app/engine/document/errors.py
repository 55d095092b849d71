"""DocumentError: a source that is no document. It carries every fault there is, each with its path."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..issue_codes import sentence
from ..limits import LIMITS

_LONGEST_PATH = 1_000
_LONGEST_FOUND = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFault:
    """`path` is dotted (`steps.2.groups.0.on`), empty for the whole; `nearest` is what was probably meant."""

    code: str
    path: str = ""
    found: str | None = None
    allowed: tuple[str, ...] = ()
    nearest: str | None = None
    detail: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def message(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str) -> str:
        """One sentence for the author in `en` or `ru`."""
        fields = {
            "path": self.path,
            "found": self.found,
            "allowed": ", ".join(self.allowed),
            "nearest": self.nearest,
        }
        return sentence(self.code, fields | self.detail, language)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """`{code, path, message}`, with found, allowed and nearest where there are any."""
        shown: dict[str, Any] = {
            "code": self.code,
            "path": self.path,
            "message": self.sentence(language),
        }
        extra = {"found": self.found, "allowed": list(self.allowed), "nearest": self.nearest}
        return shown | {key: part for key, part in extra.items() if part}


class DocumentError(Exception):
    """The source cannot be read as a document; `faults` has at least one and at most `LIMITS.faults`."""

    def __init__(self, faults: Sequence[DocumentFault]) -> None:
        self.faults = tuple(map(_short, faults[: LIMITS.faults]))
        super().__init__(
            "; ".join(f"{fault.path or 'document'}: {fault.message}" for fault in self.faults[:5])
        )


def _short(fault: DocumentFault) -> DocumentFault:
    """A key may be as long as a document, and a path has many."""
    found = fault.found or ""
    if len(fault.path) <= _LONGEST_PATH and len(found) <= _LONGEST_FOUND:
        return fault
    path = fault.path if len(fault.path) <= _LONGEST_PATH else fault.path[: _LONGEST_PATH - 1] + "…"
    shown = found if len(found) <= _LONGEST_FOUND else found[: _LONGEST_FOUND - 1] + "…"
    return replace(fault, path=path, found=shown or None)
