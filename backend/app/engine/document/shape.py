"""Walks from a model along the place of an error, without the names of union arms between."""

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAliasType, Union, cast, get_args, get_origin

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Place:
    """`path` in the document; `keys` are the keys known where it ends, or where an unknown one stands."""

    path: tuple[str | int, ...]
    keys: tuple[str, ...]


def descend(model: type[BaseModel], where: tuple[str | int, ...]) -> Place:
    """The place an error speaks of."""
    arms: list[Any] = [model]
    path: list[str | int] = []
    keys: tuple[str, ...] = ()
    for part in where:
        keys = _keys(arms) or keys
        if _is_plain_arm(arms, part):
            continue
        inner = [found for arm in arms for found in _inner(arm, part)]
        if inner:
            path.append(part)
            arms = [found for annotation in inner for found in _arms(annotation)]
        elif any(_is_model(arm) and arm.__name__ == part for arm in arms):
            arms = [arm for arm in arms if _is_model(arm) and arm.__name__ == part]
        elif _keys(arms) and not _is_tag(arms, part):
            path.append(part)
            return Place(tuple(path), _keys(arms))
    return Place(tuple(path), _keys(arms) or keys)


def _is_model(arm: Any) -> bool:
    return isinstance(arm, type) and issubclass(arm, BaseModel)


def _is_tag(arms: list[Any], part: str | int) -> bool:
    """Whether the part names an arm of a union that has a plain type, such as `str` or `literal[True]`."""
    return len(arms) > 1 and isinstance(part, str) and not any(part in _fields(arm) for arm in arms)


def _is_plain_arm(arms: list[Any], part: str | int) -> bool:
    """Whether the part names a list or an object without a model among the arms, or a text beside one."""
    plain = [get_origin(arm) or arm for arm in arms if not _is_model(arm)]
    names = [kind.__name__ for kind in plain if isinstance(kind, type)]
    return len(arms) > 1 and isinstance(part, str) and part.partition("[")[0] in names


def _keys(arms: list[Any]) -> tuple[str, ...]:
    return tuple(key for arm in arms for key in _fields(arm))


def _fields(arm: Any) -> dict[str, Any]:
    if not _is_model(arm):
        return {}
    fields = cast("type[BaseModel]", arm).model_fields
    return {field.alias or name: field.annotation for name, field in fields.items()}


def _inner(arm: Any, part: str | int) -> list[Any]:
    fields = _fields(arm)
    if part in fields:
        return [fields[part]]
    origin = get_origin(arm)
    if origin is list and isinstance(part, int):
        return [get_args(arm)[0]]
    if origin is dict and isinstance(part, str):
        return [get_args(arm)[1]]
    return []


def _arms(annotation: Any) -> list[Any]:
    """The types an annotation may stand for."""
    if isinstance(annotation, TypeAliasType):
        return _arms(annotation.__value__)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _arms(get_args(annotation)[0])
    if origin is UnionType or origin is Union:
        return [arm for inner in get_args(annotation) for arm in _arms(inner)]
    return [] if annotation is NoneType else [annotation]
