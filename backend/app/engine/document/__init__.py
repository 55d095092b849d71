"""Bot and template documents: reading, writing, their JSON Schema (flow-language.md 1, 7)."""

from .bot import BotDocument
from .canonical import canonical, to_json, to_yaml
from .conversation_test import ConversationTest
from .errors import DocumentError, DocumentFault
from .group import Connection, Group, Setting
from .message import Attachment, Button, Message, Widget
from .parse import parse_any, parse_document
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
    "Preset",
    "Request",
    "Retry",
    "Setting",
    "Step",
    "TemplateDocument",
    "TemplateInstance",
    "Widget",
    "canonical",
    "document_schema",
    "parse_any",
    "parse_document",
    "read_source",
    "to_json",
    "to_yaml",
]
