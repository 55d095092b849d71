"""What can be chosen in a preset: fields with a title and a description in both languages.

The JSON Schema of a config is what a form draws itself from. Beside the standard keywords it has `title_ru`
and `description_ru`, and `format` says what a text is: `variable` (a path that can be written), `path` (one
that can be read), `text` (placeholders, several lines), `python`, `url`, `integration`, `credential`; what an
object is: `rules`.
"""

from typing import Annotated, Any, ClassVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from app.engine.paths import ALL_SCOPES, WRITABLE_SCOPES, parse_path

from .words import Words

type Json = dict[str, Any]

LONGEST = 20_000


class Config(BaseModel):
    """Strict: a form sends numbers as numbers. Unknown fields are faults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)

    listing: ClassVar[str | None] = None  # the field whose choices have a way on each


def shown(title: Words, description: Words | None = None, **given: Any) -> Any:
    """A field as a form shows it; `format` and `labels` (of the values of an enum) go into the schema."""
    extra: Json = {"title_ru": title.ru}
    if description is not None:
        extra["description_ru"] = description.ru
    if "format" in given:
        extra["format"] = given.pop("format")
    if "labels" in given:
        labels: dict[str, Words] = given.pop("labels")
        extra["oneOf"] = [
            {"const": value, "title": words.en, "title_ru": words.ru} for value, words in labels.items()
        ]
    english = None if description is None else description.en
    return Field(title=title.en, description=english, json_schema_extra=extra, **given)


def schema_of(config: type[Config]) -> Json:
    """Its JSON Schema in one piece, without references."""
    schema = config.model_json_schema()
    known = schema.pop("$defs", {})
    whole = cast("Json", _inlined(schema, known))
    return {key: part for key, part in whole.items() if key not in {"title", "description"}}


def _inlined(schema: Any, known: Json) -> Any:
    if isinstance(schema, list):
        return [_inlined(part, known) for part in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    members = cast("Json", schema)
    if "$ref" in members:
        meant = known[members["$ref"].rpartition("/")[2]]
        of_model = {key: part for key, part in meant.items() if key not in {"title", "description"}}
        members = {**of_model, **{key: part for key, part in members.items() if key != "$ref"}}
    return {key: _inlined(part, known) for key, part in _nullable(members).items()}


def _nullable(schema: Json) -> Json:
    """What may be null says so in its type, as forms expect it."""
    some = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(some) != 1 or len(schema["anyOf"]) != 2 or "type" not in some[0]:
        return schema
    rest = {key: part for key, part in schema.items() if key != "anyOf"}
    return {**some[0], **rest, "type": [some[0]["type"], "null"]}


def _writable(text: str) -> str:
    path = parse_path(text)
    scopes = WRITABLE_SCOPES - {"template"}
    if path is None or len(path) < 2 or path[0] not in scopes or path[1] == "id":
        raise PydanticCustomError("variable", "A variable that can be written is wanted: session.answer")
    return text


def _readable(text: str) -> str:
    path = parse_path(text)
    if path is None or len(path) < 2 or path[0] not in ALL_SCOPES - {"template"}:
        raise PydanticCustomError("variable", "A variable is wanted, such as session.answer or message.text")
    return text


type Variable = Annotated[str, StringConstraints(max_length=200), AfterValidator(_writable)]
type ReadPath = Annotated[str, StringConstraints(max_length=200), AfterValidator(_readable)]
type Text = Annotated[str, StringConstraints(max_length=LONGEST)]
type Said = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
type Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]
