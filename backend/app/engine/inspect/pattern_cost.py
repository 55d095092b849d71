"""What it costs to make the regular expressions of rules ready."""

from typing import Any, cast

from ..rules.cost import MOST_PATTERNS, cost_of

__all__ = ["MOST_PATTERNS", "pattern_cost"]


def pattern_cost(rules: Any, known: set[str]) -> int:
    """Of every pattern in a rule set that is not known yet; 100,000 is a few hundredths of a second."""
    if type(rules) is list:
        return sum(pattern_cost(rule, known) for rule in cast("list[Any]", rules))
    if type(rules) is not dict:
        return 0
    members = cast("dict[str, Any]", rules)
    if "rules" in members:
        return pattern_cost(members["rules"], known)
    value = members.get("value")
    if type(value) is not str or value in known or "matches" not in str(members.get("operator")):
        return 0
    known.add(value)
    return cost_of(value)
