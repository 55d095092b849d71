"""Pydantic's errors as faults of a document: one a place, by path, with what was found and what was meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from .errors import DocumentFault
from .part import ID_PATTERN
from .shape import Place, descend

type Path = tuple[str | int, ...]

_CODES: Mapping[str, str] = {
    "missing": "document:missing",
    "extra_forbidden": "document:unknown_key",
    "literal_error": "document:value",
    "union_tag_invalid": "document:value",
    "union_tag_not_found": "document:missing",
    "string_type": "document:not_text",
    "int_type": "document:not_whole",
    "int_from_float": "document:not_whole",
    "float_type": "document:not_a_number",
    "is_instance_of": "document:not_a_number",
    "decimal_type": "document:not_a_number",
    "bool_type": "document:not_true_or_false",
    "list_type": "document:not_a_list",
    "dict_type": "document:not_an_object",
    "model_type": "document:not_an_object",
    "model_attributes_type": "document:not_an_object",
    "string_pattern_mismatch": "document:form",
    "greater_than": "document:range",
    "greater_than_equal": "document:range",
    "less_than": "document:range",
    "less_than_equal": "document:range",
    "too_short": "document:range",
    "string_too_short": "document:range",
    "bad_pattern": "document:pattern",
}
_BOUNDS: Mapping[str, str] = {
    "gt": ">",
    "ge": "≥",
    "lt": "<",
    "le": "≤",
    "min_length": "≥",
    "max_length": "≤",
}
_MOST = 1000  # more are no help to anybody
_OTHER_ARM = frozenset({"document:not_text", "document:value"})
_BROADER = ("document:not_whole", "document:not_a_number")


@dataclass(frozen=True, slots=True)
class _Error:
    kind: str
    given: Any
    context: Mapping[str, Any]
    place: Place


def faults_of(error: ValidationError, model: type[BaseModel], under: Path = ()) -> list[DocumentFault]:
    """Every faulty place once, in the order of the model; `under` is where the validated part stands."""
    found: dict[str, DocumentFault] = {}
    for raw in error.errors(include_url=False, include_input=True)[:_MOST]:
        place = descend(model, raw["loc"])
        context = cast("Mapping[str, Any]", raw.get("ctx") or {})
        fault = _fault(_Error(raw["type"], raw["input"], context, place), under)
        known = found.get(fault.path)
        # Of the arms of a number the whole one is named only where nothing else may stand.
        if known is None or (known.code, fault.code) == _BROADER:
            found[fault.path] = fault
    above = _above(found)
    return [fault for fault in found.values() if fault.code not in _OTHER_ARM or fault.path not in above]


def _above(paths: Iterable[str]) -> set[str]:
    """The places with a fault inside: what is given there is meant as the arm of a union that can hold it."""
    ways = [path.split(".") for path in paths]
    return {".".join(way[:length]) for way in ways for length in range(1, len(way))}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    close = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def _fault(error: _Error, under: Path) -> DocumentFault:
    code = _CODES.get(error.kind, "document:invalid")
    path = (*under, *error.place.path)
    found: str | None = shown(error.given)
    allowed: tuple[str, ...] = ()
    detail: dict[str, Any] = {}
    if code == "document:unknown_key":
        found, allowed = str(path[-1]), error.place.keys
    elif code == "document:missing":
        found, detail = None, {"key": _missing_key(error, path)}
    elif code == "document:value":
        found, allowed = _literal(error), _expected(error.context)
    elif code == "document:range":
        detail = {"bounds": _bounds(error.context)}
    elif code == "document:form" and error.context.get("pattern") == ID_PATTERN:
        code = "document:id"
    near = nearest(found, allowed) if found and allowed else None
    dotted = ".".join(map(str, path))
    return DocumentFault(code=code, path=dotted, found=found, allowed=allowed, nearest=near, detail=detail)


def shown(value: Any) -> str:
    """A value as a sentence names it."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if value is None or type(value) is bool:
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)[:80]


def _missing_key(error: _Error, path: Path) -> str:
    if error.kind == "union_tag_not_found":
        return str(error.context.get("discriminator", "")).strip("'")
    return str(path[-1]) if path else ""


def _literal(error: _Error) -> str:
    return str(error.context["tag"]) if "tag" in error.context else shown(error.given)


def _expected(context: Mapping[str, Any]) -> tuple[str, ...]:
    text = str(context.get("expected") or context.get("expected_tags") or "")
    words = (word.strip(" '") for word in text.replace(" or ", ", ").split(",") if word.strip())
    return tuple({"True": "true", "False": "false"}.get(word, word) for word in words)


def _bounds(context: Mapping[str, Any]) -> str:
    return ", ".join(f"{_BOUNDS[key]} {bound}" for key, bound in context.items() if key in _BOUNDS)
