"""/bots/{id}/rules: what comes in and goes out."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.kit.fields import Input, example

from .trying import Tried

_RULES = {"condition": "AND", "rules": [{"field": "user.age", "operator": "greater", "value": 18}]}


class TryRules(Input):
    """`rules` as a connection has them (null: always). `variables`: values by path (`user.age`) or by scope
    (`{"user": {"age": 20}}`); what is not given is null, but for `system`."""

    model_config = example({"rules": _RULES, "variables": {"user.age": 20}})

    rules: dict[str, Any] | None = None
    variables: Annotated[dict[str, Any], Field(max_length=1000)] = Field(default_factory=dict)


class TriedPart(BaseModel):
    """A rule or a group as if it stood alone, `at` its place in `rules`. `expected`: what a rule compared
    with, placeholders filled in; `actual`: what it found; both cut where they are long."""

    at: list[str | int]
    holds: bool
    problems: list[str]
    expected: Any
    actual: Any


class RulesTried(BaseModel):
    """`parts`: the set itself, then everything in it in the order it is written."""

    holds: bool
    problems: list[str]
    parts: list[TriedPart]

    @classmethod
    def of(cls, tried: Tried) -> "RulesTried":
        parts = [
            TriedPart(
                at=list(part.at),
                holds=part.holds,
                problems=list(part.problems),
                expected=part.expected,
                actual=part.actual,
            )
            for part in tried.parts
        ]
        return cls(holds=tried.holds, problems=list(tried.problems), parts=parts)
