"""Query parameters that nobody knows are refused: a misspelt one must not pass for one that was left out."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qsl

from fastapi.dependencies.models import Dependant
from pydantic import BaseModel

from app.kit.errors import InvalidInput

_MOST = 20
_LONGEST = 100


def known_queries(dependant: Dependant) -> tuple[str, ...]:
    """The names a route takes in its query, sorted."""
    return tuple(sorted(set(_names(dependant))))


def _names(dependant: Dependant) -> Iterator[str]:
    for param in dependant.query_params:
        shape = param.field_info.annotation
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            yield from (field.alias or name for name, field in shape.model_fields.items())
        else:
            yield param.alias
    for inner in dependant.dependencies:
        yield from _names(inner)


def check_queries(query: bytes, known: Collection[str]) -> None:
    """`api:invalid` naming each parameter that is not known, and the one that was probably meant."""
    if not query:
        return
    given = dict.fromkeys(name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    unknown = [name for name in given if name not in known][:_MOST]
    if unknown:
        fields = [unknown_key("query", name, known) for name in unknown]
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=fields)


def unknown_key(within: str, name: str, known: Iterable[str]) -> dict[str, Any]:
    """A name that is none of the known ones, as `details.fields` shows it."""
    allowed = sorted(known)
    close = get_close_matches(name[:_LONGEST], allowed, n=1, cutoff=0.6)
    return {
        "path": f"{within}.{name}"[: 2 * _LONGEST],
        "code": "extra_forbidden",
        "message": _sentence(allowed, close),
        "allowed": allowed,
        **({"nearest": close[0]} if close else {}),
    }


def _sentence(allowed: list[str], close: list[str]) -> str:
    if close:
        return f"There is no such name here. Did you mean {close[0]}?"
    known = ", ".join(allowed)
    return f"There is no such name here. Known: {known}." if known else "Nothing is taken here."
