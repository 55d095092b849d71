"""Connection groups, connections and the writes to variables they do (flow-language.md 1, 2, 4.3)."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from .part import Free, Id, Number, Part, SchemaOf
from .rule import RULE_SET

type GroupType = Literal["message", "response", "code", "integration"]
HUNDRED_YEARS = 3_155_760_000
type Seconds = Annotated[
    Number,
    Field(gt=0, le=HUNDRED_YEARS),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": HUNDRED_YEARS}),
]
type Priority = Annotated[int, Field(ge=-(2**31), lt=2**31)]
type Op = Literal["set", "add", "append", "remove", "clear"]


def _no_rules(given: Any) -> Any:
    return None if given == {} else given


type Rules = Annotated[Free | None, BeforeValidator(_no_rules), SchemaOf(RULE_SET)]


class Setting(Part):
    """One write to a variable."""

    variable: str = Field(description="Path of the variable, such as session.answer.")
    op: Op = Field(default="set", description="set, add, append, remove or clear.")
    value: Any = Field(default=None, description="What to store, add or remove. May hold placeholders.")


class Connection(Part):
    """A way to another step, taken where its rules and filters hold."""

    id: Id = Field(default="", description="Made where it is left out, kept ever after.")
    name: str = Field(default="", description="Shown to people.")
    priority: Priority = Field(default=0, description="Lower ones are tested first; then the order written.")
    rules: Rules = Field(default=None, description="When it is taken; without rules always (the ELSE).")
    filters: Rules = Field(default=None, description="A second rule set that must hold too.")
    set: list[Setting] = Field(default=[], description="Variables written when it is taken.")
    to: str = Field(description="Id of the step it leads to.")


class Group(Part):
    """Connections tried together, after the work of the group is done."""

    id: Id = Field(default="", description="Made where it is left out, kept ever after.")
    type: GroupType = Field(default="message", description="What the group does first.")
    on: Literal["message", "timeout"] = Field(
        default="message", description="What it answers: a message, or a time without one."
    )
    after: Seconds | None = Field(default=None, description="Seconds of waiting, for on: timeout.")
    restart: bool = Field(default=True, description="Whether a message starts the timeout anew.")
    priority: Priority = Field(default=0, description="Lower ones are handled first; then the order written.")
    request: str | None = Field(default=None, description="Id of the request to send, for type: response.")
    code: str | None = Field(default=None, description="Python source, for type: code.")
    integration: str | None = Field(default=None, description="Operation to call, for type: integration.")
    config: Free = Field(default={}, description="Settings of the operation. May hold placeholders.")
    credential: str | None = Field(default=None, description="Name of a credential, never a secret.")
    set: list[Setting] = Field(default=[], description="Variables written after the work, taken or not.")
    connections: list[Connection] = Field(default=[], description="Ways on; the first that holds is taken.")
