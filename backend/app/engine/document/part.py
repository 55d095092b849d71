"""What every part of a document has in common: no unknown keys, no guessing of types, never changed."""

from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    Strict,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"

type Id = Annotated[str, Field(pattern=ID_PATTERN)]
type Number = Annotated[int, Strict()] | Annotated[float, Strict()] | Annotated[Decimal, Strict()]
type Coordinate = Annotated[Number, WithJsonSchema({"type": "number"})]
type Free = dict[str, Any]


class Part(BaseModel):
    """A key that is null is as if it were left out, so an empty `groups:` in YAML is no fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_nulls(cls, given: Any) -> Any:
        parts: Any = given
        if type(given) is dict and None in cast("Free", given).values():
            parts = {key: part for key, part in cast("Free", given).items() if part is not None}
        return parts


class Position(Part):
    """Where it is drawn."""

    x: Coordinate
    y: Coordinate


class SchemaOf:
    """Annotates a free-form field with the JSON Schema of what only `inspect` checks."""

    def __init__(self, shape: TypeAdapter[Any]) -> None:
        self._shape = shape

    def __get_pydantic_json_schema__(
        self, _core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(self._shape.core_schema)
