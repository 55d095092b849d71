"""What came of a run: how many were reached, and which problems were met."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.engine import values

PROBLEMS_MOST = 20  # codes of one run

type Problem = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """`passed`: for whom the rules did not hold. Of each problem it is counted how often, and whom it met
    first."""

    sent: int = 0
    postponed: int = 0
    passed: int = 0
    failed: int = 0
    problems: dict[str, Problem] = field(default_factory=dict[str, Problem])

    def met(self, codes: Iterable[str], person_id: UUID | None) -> None:
        for code in codes:
            known = self.problems.setdefault(
                code, {"code": code, "count": 0, "person_id": None if person_id is None else str(person_id)}
            )
            known["count"] += 1

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.sent, self.postponed, self.passed, self.failed

    @property
    def is_empty(self) -> bool:
        return not any(self.counts) and not self.problems

    def problems_with(self, stored: str | None) -> str | None:
        """As they are kept, with those that were met before."""
        merged: dict[str, Problem] = {one["code"]: one for one in values.decode(stored)} if stored else {}
        for code, one in self.problems.items():
            known = merged.get(code)
            if known is not None:
                merged[code] = {**known, "count": known["count"] + one["count"]}
            elif len(merged) < PROBLEMS_MOST:
                merged[code] = one
        return values.encode(list(merged.values())).decode() if merged else None
