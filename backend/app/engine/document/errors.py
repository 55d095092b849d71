"""DocumentError: a source that is no document. It carries every fault there is, each with its path."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..issue_codes import sentence


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
    """The source cannot be read as a document; `faults` has at least one."""

    def __init__(self, faults: Sequence[DocumentFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "; ".join(f"{fault.path or 'document'}: {fault.message}" for fault in self.faults[:5])
        )
