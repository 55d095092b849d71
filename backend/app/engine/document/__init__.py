"""Bot and template documents: reading, writing, their JSON Schema (flow-language.md 1, 7)."""

from .bot import BotDocument
from .canonical import canonical, canonical_part, to_json, to_yaml
from .conversation_test import ConversationTest
from .errors import DocumentError, DocumentFault
from .group import Connection, Group, Setting
from .line_ends import is_kept_to_the_letter, with_line_feeds
from .message import Attachment, Button, Message, Widget
from .note import Note
from .parse import parse_any, parse_authored, parse_document, parse_part
from .part import Part
from .raw import read_source
from .request import Request, Retry
from .schema import document_schema
from .step import Preset, Step, TemplateInstance
from .template import TemplateDocument
from .widget import WIDGETS

__all__ = [
    "WIDGETS",
    "Attachment",
    "BotDocument",
    "Button",
    "Connection",
    "ConversationTest",
    "DocumentError",
    "DocumentFault",
    "Group",
    "Message",
    "Note",
    "Part",
    "Preset",
    "Request",
    "Retry",
    "Setting",
    "Step",
    "TemplateDocument",
    "TemplateInstance",
    "Widget",
    "canonical",
    "canonical_part",
    "document_schema",
    "is_kept_to_the_letter",
    "parse_any",
    "parse_authored",
    "parse_document",
    "parse_part",
    "read_source",
    "to_json",
    "to_yaml",
    "with_line_feeds",
]
