"""The closed subset of JSON Schema for template inputs and outputs, without `$ref` (flow-language.md 7).

Schemas are kept as they are written; `schema_check` tests values against them.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationInfo
from pydantic_core import PydanticCustomError

from ..rules.patterns import searcher
from .part import Coordinate, Free, SchemaOf

type TypeName = Literal["string", "number", "integer", "boolean", "array", "object", "null"]
type Count = Annotated[int, Field(ge=0)]


PATTERNS_UNREAD = {"patterns": "unread"}
"""A context of validation: patterns are taken as they are."""


def _known_pattern(pattern: str, info: ValidationInfo) -> str:
    if info.context is not PATTERNS_UNREAD and searcher(pattern) is None:
        raise PydanticCustomError("bad_pattern", "not a regular expression")
    return pattern


def _nothing() -> Any:
    return None


_ABSENT: Any = Field(default_factory=_nothing)


class Shape(BaseModel):
    """A JSON Schema of the closed subset."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    type: TypeName | list[TypeName] = _ABSENT
    enum: list[Any] = _ABSENT
    const: Any = _ABSENT
    minimum: Coordinate = _ABSENT
    maximum: Coordinate = _ABSENT
    min_length: Count = Field(default_factory=_nothing, alias="minLength")
    max_length: Count = Field(default_factory=_nothing, alias="maxLength")
    min_items: Count = Field(default_factory=_nothing, alias="minItems")
    max_items: Count = Field(default_factory=_nothing, alias="maxItems")
    min_properties: Count = Field(default_factory=_nothing, alias="minProperties")
    max_properties: Count = Field(default_factory=_nothing, alias="maxProperties")
    pattern: Annotated[str, AfterValidator(_known_pattern)] = _ABSENT
    items: "Shape" = _ABSENT
    properties: "dict[str, Shape]" = _ABSENT
    required: list[str] = _ABSENT
    additional_properties: "Shape | bool" = Field(default_factory=_nothing, alias="additionalProperties")
    default: Any = _ABSENT
    title: str = _ABSENT
    description: str = _ABSENT


SHAPE: TypeAdapter[Any] = TypeAdapter(Shape)


def patterns_of(schema: Any) -> Iterator[str]:
    """Every regular expression in a schema as it is written, fit or not."""
    waiting = [schema]
    while waiting:
        part: Any = waiting.pop()
        if type(part) is not dict:
            continue
        members = cast("Free", part)
        if type(members.get("pattern")) is str:
            yield members["pattern"]
        waiting += [members.get("items"), members.get("additionalProperties")]
        if type(members.get("properties")) is dict:
            waiting += cast("Free", members["properties"]).values()


type Schema = Annotated[Free, SchemaOf(SHAPE)]
