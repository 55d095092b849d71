"""Texts in English and Russian, also inside JSON Schemas."""

from typing import Any, NamedTuple, cast


class Words(NamedTuple):
    """The same in both languages."""

    en: str
    ru: str


def spelled(value: Any) -> Any:
    """A JSON value in which `key: Words` has become `key` in English and `key_ru` in Russian."""
    if isinstance(value, dict):
        return {
            name: text for key, part in cast("dict[str, Any]", value).items() for name, text in _of(key, part)
        }
    if isinstance(value, list):
        return [spelled(part) for part in cast("list[Any]", value)]
    return value


def _of(key: str, part: Any) -> tuple[tuple[str, Any], ...]:
    if isinstance(part, Words):
        return (key, part.en), (f"{key}_ru", part.ru)
    return ((key, spelled(part)),)
