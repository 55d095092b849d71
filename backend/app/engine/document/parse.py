"""A source becomes a document, or a DocumentError with every fault there is (flow-language.md 1)."""

from typing import Any, Literal, cast, overload

from pydantic import BaseModel, ValidationError

from ..upgrade import CURRENT, VersionError, upgrade
from .bot import BotDocument
from .errors import DocumentError, DocumentFault
from .faulty import Path, faults_of
from .identity import with_ids
from .part import Free
from .raw import read_source
from .schema_subset import Shape
from .template import TemplateDocument

type Kind = Literal["bot", "template"]


@overload
def parse_document(source: Any, kind: Literal["bot"] = "bot") -> BotDocument: ...
@overload
def parse_document(source: Any, kind: Literal["template"]) -> TemplateDocument: ...


def parse_document(source: Any, kind: Kind = "bot") -> BotDocument | TemplateDocument:
    """The document in bytes or text (YAML or JSON) or in values read already. DocumentError: it is none."""
    raw = read_source(source)
    if type(raw) is not dict:
        raise DocumentError([DocumentFault(code="document:not_a_document")])
    current = _current(cast("Free", raw))
    _check_kind(current, kind)
    return _bot(current) if kind == "bot" else _template(current)


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
    faults = [
        fault for place, one in enumerate(bundled) for fault in _schema_faults(one, ("templates", place))
    ]
    return with_ids(_validated(BotDocument, raw, faults))


def _template(raw: Free) -> TemplateDocument:
    return with_ids(_validated(TemplateDocument, raw, _schema_faults(raw, ())))


def _validated[Model: BaseModel](model: type[Model], raw: Free, faults: list[DocumentFault]) -> Model:
    try:
        document = model.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(faults_of(error, model) + faults) from error
    if faults:
        raise DocumentError(faults)
    return document


def _schema_faults(template: Any, under: Path) -> list[DocumentFault]:
    if type(template) is not dict:
        return []
    found: list[DocumentFault] = []
    for key in ("inputs", "outputs"):
        schema = cast("Free", template).get(key)
        try:
            Shape.model_validate({} if type(schema) is not dict else schema)
        except ValidationError as error:
            found += faults_of(error, Shape, (*under, key))
    return found
