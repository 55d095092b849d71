"""Issue: something in a document that an author should look at (flow-language.md 4.9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..document import DocumentFault
from ..issue_codes import FIX_TITLES, ISSUE_CODES, Severity, filled, sentence
from .addressing import Address
from .secret_kinds import Term

type Path = tuple[str | int, ...]

_ORDER: Mapping[str, int] = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What can be done about an issue by one click, as operations of `/changes`.

    It says the same with less, or puts the only near name in the place of one that surely does nothing; what
    works is never changed, and nothing that took work to write is removed.
    """

    title_code: str
    operations: Sequence[Mapping[str, Any]]
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def title(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str) -> str:
        """What it does, in `en` or `ru`."""
        return filled(FIX_TITLES[self.title_code][language == "ru"], self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`path` is dotted, such as `steps.2.groups.0.connections.1.to`; `step` is the id of its step; `target`
    is the same place as `/changes` names it (`steps.hello.groups.g1.connections.c2.to`), None where changes
    do not reach."""

    code: str
    at: Path = ()
    step: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict[str, Any])
    fix: Fix | None = None
    target: Address | None = None

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
        place = [(isinstance(part, str), part) for part in self.at]
        return _ORDER[self.severity], place, self.code

    def sentence(self, language: str) -> str:
        """What is wrong, in `en` or `ru`."""
        fields = {
            key: part.sentence(language) if isinstance(part, DocumentFault | Term) else part
            for key, part in self.detail.items()
        }
        return sentence(self.code, fields, language)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """`{code, severity, path, target, step, message}`, `fix: {title, operations}` where there is one."""
        shown: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity,
            "path": self.path,
            "target": self.target,
            "step": self.step,
            "message": self.sentence(language),
        }
        if self.fix:
            operations = [dict(operation) for operation in self.fix.operations]
            shown["fix"] = {"title": self.fix.sentence(language), "operations": operations}
        return shown
