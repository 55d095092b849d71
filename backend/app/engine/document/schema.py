"""One JSON Schema (2020-12) of every document, made from the models."""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from .bot import BotDocument
from .template import TemplateDocument

_ANY_DOCUMENT: TypeAdapter[Any] = TypeAdapter(
    Annotated[BotDocument | TemplateDocument, Field(discriminator="kind")]
)


def document_schema() -> dict[str, Any]:
    """The schema of bot and template documents, told apart by `kind`."""
    schema = _ANY_DOCUMENT.json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "DBCV document",
        "description": "A bot or a template, format version 1.",
    } | schema
