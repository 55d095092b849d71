"""What a check has found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

type Level = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`code` names its sentences in texts.py, which put `details` in."""

    subject: str
    code: str
    level: Level = "ok"
    details: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


def fine(subject: str, code: str, **details: str | int) -> Finding:
    return Finding(subject=subject, code=code, details=details)


def warning(subject: str, code: str, **details: str | int) -> Finding:
    return Finding(subject=subject, code=code, level="warning", details=details)


def error(subject: str, code: str, **details: str | int) -> Finding:
    return Finding(subject=subject, code=code, level="error", details=details)
