"""Where a fault stands in the shape that was asked for, without the arms of unions Pydantic writes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeAliasType, Union, get_args, get_origin

from pydantic import BaseModel

type Part = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`path`: as the sender wrote it; `keys`: what an object there may hold, empty where that is unknown."""

    path: tuple[Part, ...]
    keys: tuple[str, ...]


def place_of(shape: Any, way: Sequence[Part]) -> Place:
    """`way`: a fault's place as Pydantic tells it."""
    shapes, path = _arms(shape), list[Part]()
    for part in way:
        below = [arm for each in shapes for arm in _below(each, part)]
        if below or not _is_label(shapes, part):
            path.append(part)
            shapes = below
        else:
            shapes = [arm for arm in shapes if _called(arm) == part] or shapes
    return Place(path=tuple(path), keys=tuple(sorted({key for each in shapes for key in _fields(each)})))


def _arms(shape: Any) -> list[Any]:
    if isinstance(shape, TypeAliasType):
        return _arms(shape.__value__)
    origin = get_origin(shape)
    if isinstance(origin, TypeAliasType):
        return _arms(origin.__value__)
    if origin is Annotated:
        return _arms(get_args(shape)[0])
    if origin in {Union, UnionType}:
        return [arm for each in get_args(shape) for arm in _arms(each)]
    return [] if shape is type(None) else [shape]


def _fields(shape: Any) -> dict[str, Any]:
    if not (isinstance(shape, type) and issubclass(shape, BaseModel)):
        return {}
    return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}


def _below(shape: Any, part: Part) -> list[Any]:
    fields, inner = _fields(shape), get_args(shape)
    if part in fields:
        return _arms(fields[str(part)])
    if inner and (isinstance(part, int) or get_origin(shape) is dict):
        return _arms(inner[-1])
    return []


def _is_label(shapes: list[Any], part: Part) -> bool:
    """The name of an arm, and no key somebody wrote."""
    return isinstance(part, str) and len(shapes) > 1 and not all(map(_fields, shapes))


def _called(shape: Any) -> str:
    return getattr(shape, "__name__", "")
