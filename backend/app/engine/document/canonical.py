"""The one form a document is written in: keys in a fixed order, defaults left out (flow-language.md 1)."""

from typing import Any

import msgspec

from ..values import encode
from .bot import BotDocument
from .part import Part
from .template import TemplateDocument
from .yaml_text import yaml_text

type Document = BotDocument | TemplateDocument


def canonical(document: Document) -> dict[str, Any]:
    """Plain values; free-form objects keep the order of their keys."""
    return canonical_part(document)


def canonical_part(part: Part) -> dict[str, Any]:
    """The same of one part."""
    return part.model_dump(by_alias=True, exclude_defaults=True)


def to_json(document: Document) -> str:
    """JSON, indented, with a newline at the end."""
    return msgspec.json.format(encode(canonical(document)), indent=2).decode() + "\n"


def to_yaml(document: Document) -> str:
    """YAML that readers of 1.1 and of 1.2 understand alike."""
    return yaml_text(canonical(document))
