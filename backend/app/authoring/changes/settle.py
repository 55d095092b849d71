"""The parts that operations touched, checked and put into the one form they are written in."""

from dataclasses import dataclass
from typing import Any, cast

from app.engine.document import BotDocument, DocumentError, Part, canonical_part, parse_part
from app.kit.errors import InvalidInput

from .operation import Path
from .tree import LISTS, Json, part_id, position

PARTS = LISTS["bot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The whole document, and of the parts that were touched what they were read as; the head is ("", "")."""

    document: Json
    parts: dict[tuple[str, str], Part]


def settle(document: Json, touched: tuple[Path, ...]) -> Settled:
    """Every touched part checked and made canonical; InvalidInput `change:invalid` with each fault by path.

    The document is changed in place: it is the copy the operations were done to.
    """
    faults: list[dict[str, Any]] = []
    settled: dict[tuple[str, str], Part] = {}
    for place in dict.fromkeys(_part_of(path) for path in touched):
        try:
            part = _settle_part(document, *place)
        except DocumentError as faulty:
            faults += [{**one.as_json("en"), "message_ru": one.sentence("ru")} for one in faulty.faults]
        else:
            settled |= {} if part is None else {place: part}
    if faults:
        raise InvalidInput("change:invalid", "This change would make a faulty bot.", fields=faults)
    for collection in PARTS:
        if not document.get(collection, True):
            del document[collection]
    return Settled(document=document, parts=settled)


def parsed_as(before: BotDocument, settled: Settled) -> BotDocument:
    """The settled document as it would be read, from what was read before it."""
    head = settled.parts.get(("", ""))
    base = before if head is None else cast("BotDocument", head)
    found: dict[str, Any] = {}
    for collection, kind in PARTS.items():
        known = {part_id(kind, vars(part)): part for part in getattr(before, collection)}
        found[collection] = [
            settled.parts.get((collection, name := part_id(kind, part))) or known[name]
            for part in settled.document.get(collection, ())
        ]
    return base.model_copy(update=found)


def _part_of(path: Path) -> tuple[str, str]:
    """The part of the bot a path is in; ("", "") for the bot itself."""
    if str(path[0]) not in PARTS or len(path) < 2 or str(path[1]).startswith("#"):
        return "", ""
    return str(path[0]), str(path[1])


def _settle_part(document: Json, collection: str, name: str) -> Part | None:
    """None: it was removed."""
    if not collection:
        return _settle_head(document)
    kind = PARTS[collection]
    parts: list[Json] = document.get(collection, [])
    place = position(parts, kind, name)
    if place is None:
        return None
    parsed = parse_part(parts[place], kind, (collection, name))
    parts[place] = canonical_part(parsed)
    return parsed


def _settle_head(document: Json) -> Part:
    head = {key: value for key, value in document.items() if key not in PARTS}
    parsed = parse_part(head, "bot", ())
    settled = canonical_part(parsed)
    for key in head.keys() - settled.keys():
        del document[key]
    document |= settled
    return parsed
