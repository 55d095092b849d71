"""Issue: something in a document that an author should look at (flow-language.md 4.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..document import DocumentFault
from ..issue_codes import ISSUE_CODES, Severity, sentence

type Path = tuple[str | int, ...]

_ORDER: Mapping[str, int] = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change that surely does no harm; `operations` are those of `/changes`."""

    title: str
    operations: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`path` is dotted, such as `steps.2.groups.0.connections.1.to`; `step` is the id of its step."""

    code: str
    at: Path = ()
    step: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        """An `error` blocks publishing."""
        return ISSUE_CODES[self.code].severity

    @property
    def path(self) -> str:
        return ".".join(map(str, self.at))

    @property
    def message(self) -> str:
        return self.sentence("en")

    @property
    def order(self) -> tuple[Any, ...]:
        """Errors first, then by place in the document, then by code."""
        return (
            _ORDER[self.severity],
            [(isinstance(part, str), part) for part in self.at],
            self.code,
            self.message,
        )

    def sentence(self, language: str) -> str:
        """What is wrong, in `en` or `ru`."""
        fields = {
            key: part.sentence(language) if isinstance(part, DocumentFault) else part
            for key, part in self.detail.items()
        }
        return sentence(self.code, fields, language)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """`{code, severity, path, step, message}`, and `fix` where there is one."""
        shown: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity,
            "path": self.path,
            "step": self.step,
            "message": self.sentence(language),
        }
        if self.fix:
            shown["fix"] = {"title": self.fix.title, "operations": list(self.fix.operations)}
        return shown
