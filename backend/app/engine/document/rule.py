"""The shape of rules for the JSON Schema (flow-language.md 5); rules are kept as they are written."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

type RuleType = Literal["string", "integer", "double", "boolean", "date", "time", "datetime"]

_OPEN = ConfigDict(extra="allow", frozen=True)


class Rule(BaseModel):
    """One comparison; other keys of a rule builder are kept."""

    model_config = _OPEN

    field: str = Field(description="Path of what is compared, such as message.text.")
    operator: str = Field(description="equal, in, contains, is_empty, matches …")
    value: Any = Field(default=None, description="What it is compared with. May hold placeholders.")
    type: RuleType | None = Field(default=None, description="Compare both sides as this type.")
    ignore_case: bool = Field(default=False, description="Upper and lower case are the same.")


class RuleGroup(BaseModel):
    """Rules joined by AND or OR; other keys of a rule builder are kept."""

    model_config = _OPEN

    condition: str = Field(description="AND or OR, in any case.", pattern="^([aA][nN][dD]|[oO][rR])$")
    rules: list["RuleGroup | Rule"] = Field(description="Tested from the first to the last.")
    negated: bool = Field(default=False, alias="not", description="Negates the whole group.")


class NoRules(BaseModel):
    """The ELSE: always true."""

    model_config = ConfigDict(extra="forbid", frozen=True)


RULE_SET: TypeAdapter[Any] = TypeAdapter(RuleGroup | Rule | NoRules | None)
