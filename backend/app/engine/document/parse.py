"""A source becomes a document, or a DocumentError with every fault there is (flow-language.md 1)."""

from typing import Any, Literal, cast, overload

from pydantic import BaseModel, ValidationError

from ..rules.cost import are_too_many
from ..upgrade import CURRENT, VersionError, upgrade
from .bot import BotDocument
from .errors import DocumentError, DocumentFault
from .faulty import Path, faults_of
from .group import Group
from .identity import with_ids
from .line_ends import document_with_line_feeds
from .note import Note
from .part import Free, Part
from .raw import read_source
from .request import Request
from .schema_subset import PATTERNS_UNREAD, Shape, patterns_of
from .step import Step
from .template import TemplateDocument

type Kind = Literal["bot", "template"]

_PARTS: dict[str, type[Part]] = {
    "bot": BotDocument,
    "step": Step,
    "group": Group,
    "request": Request,
    "note": Note,
    "template": TemplateDocument,
}


@overload
def parse_document(source: Any, kind: Literal["bot"] = "bot") -> BotDocument: ...
@overload
def parse_document(source: Any, kind: Literal["template"]) -> TemplateDocument: ...


def parse_document(source: Any, kind: Kind = "bot") -> BotDocument | TemplateDocument:
    """The document in bytes or text (YAML or JSON) or in values read already. DocumentError: it is none."""
    return _document(read_source(source), kind)


@overload
def parse_authored(source: Any, kind: Literal["bot"] = "bot") -> BotDocument: ...
@overload
def parse_authored(source: Any, kind: Literal["template"]) -> TemplateDocument: ...


def parse_authored(source: Any, kind: Kind = "bot") -> BotDocument | TemplateDocument:
    """The same of what comes from an author: its lines end with line feeds."""
    return _document(document_with_line_feeds(read_source(source)), kind)


def _document(raw: Any, kind: Kind) -> BotDocument | TemplateDocument:
    if type(raw) is not dict:
        raise DocumentError([DocumentFault(code="document:not_a_document")])
    current = _current(cast("Free", raw))
    _check_kind(current, kind)
    return _bot(current) if kind == "bot" else _template(current)


def parse_part(source: Any, kind: str, under: Path) -> Part:
    """One part of a bot, or the bot without its parts (`bot`), in values; `under` is where it stands."""
    raw = read_source(source)
    if type(raw) is not dict:
        raise DocumentError([DocumentFault(code="document:not_an_object", path=".".join(map(str, under)))])
    faults = _schema_faults(raw, under, set()) if kind == "template" else []
    part = _validated(_PARTS[kind], cast("Free", raw), faults, under)
    return with_ids(part) if isinstance(part, TemplateDocument) else part


def parse_any(source: Any) -> BotDocument | TemplateDocument:
    """The same, of whichever kind the source says it is."""
    raw = read_source(source)
    kind = cast("Free", raw).get("kind") if type(raw) is dict else None
    return parse_document(raw, "template") if kind == "template" else parse_document(raw)


def _current(raw: Free) -> Free:
    try:
        return upgrade(raw)
    except VersionError as refused:
        most = {"most": CURRENT}
        fault = DocumentFault(code=refused.code, path="dbcv", found=refused.found, detail=most)
        raise DocumentError([fault]) from refused


def _check_kind(raw: Free, kind: Kind) -> None:
    found = raw.get("kind", kind)
    if found != kind:
        shown = str(found)[:80]
        fault = DocumentFault(code="document:kind", path="kind", found=shown, allowed=(kind,))
        raise DocumentError([fault])


def _bot(raw: Free) -> BotDocument:
    templates = raw.get("templates")
    bundled = cast("list[Any]", templates) if type(templates) is list else []
    patterns = set[str]()
    faults = [
        fault
        for place, one in enumerate(bundled)
        for fault in _schema_faults(one, ("templates", place), patterns)
    ]
    return with_ids(_validated(BotDocument, raw, faults))


def _template(raw: Free) -> TemplateDocument:
    return with_ids(_validated(TemplateDocument, raw, _schema_faults(raw, (), set())))


def _validated[Model: BaseModel](
    model: type[Model], raw: Free, faults: list[DocumentFault], under: Path = ()
) -> Model:
    try:
        document = model.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(faults_of(error, model, under) + faults) from error
    if faults:
        raise DocumentError(faults)
    return document


def _schema_faults(template: Any, under: Path, patterns: set[str]) -> list[DocumentFault]:
    """`patterns`: those of the document so far; beyond what is made ready of all its templates together they
    are left unread, and what cannot be read of them fits nothing."""
    if type(template) is not dict:
        return []
    schemas = {key: cast("Free", template).get(key) for key in ("inputs", "outputs")}
    own = {pattern for schema in schemas.values() for pattern in patterns_of(schema)}
    if are_too_many(own):
        return [DocumentFault(code="document:too_many_patterns", path=".".join(map(str, under)))]
    patterns |= own
    context = PATTERNS_UNREAD if are_too_many(patterns) else None
    found: list[DocumentFault] = []
    for key, schema in schemas.items():
        try:
            Shape.model_validate({} if type(schema) is not dict else schema, context=context)
        except ValidationError as error:
            found += faults_of(error, Shape, (*under, key))
    return found
