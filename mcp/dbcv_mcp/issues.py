"""Faults of a bot as assistants read them: where, what, and what mends it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def issue_of(issue: Mapping[str, Any]) -> dict[str, Any]:
    """`path` as apply_changes takes it; `fix` holds operations for it."""
    told = {name: issue[name] for name in ("code", "severity", "message")}
    told["path"] = issue.get("target") or issue.get("path")
    if issue.get("fix"):
        told["fix"] = issue["fix"]["operations"]
    return told


def issues_within(issues: Iterable[Mapping[str, Any]], part: Sequence[str]) -> list[dict[str, Any]]:
    """Those of a part and of what is in it; `part`: its path."""
    told = [issue_of(one) for one in issues]
    return [one for one in told if _segments(one["path"])[: len(part)] == tuple(part)]


def _segments(path: str | Sequence[str] | None) -> tuple[str, ...]:
    return tuple(path.split(".")) if isinstance(path, str) else tuple(path or ())


def counted(issues: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many of each severity."""
    found = Counter(issue["severity"] for issue in issues)
    return {severity: found[severity] for severity in ("error", "warning", "hint")}
