"""Settings from files: NAME_FILE names a file that holds what NAME would, as containers are given secrets."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, override

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

ENDING: Final = "_FILE"
_LARGEST: Final = 64 * 1024


class UnreadableFile(ValueError):
    """The message names the setting and the file, and nothing of what is in it."""


class FileSource(PydanticBaseSettingsSource):
    """Stands before the environment: whoever gives a file means it."""

    def __init__(self, settings: type[BaseSettings]) -> None:
        super().__init__(settings)
        self._found = read_files(os.environ, settings.model_fields)

    @override
    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        return self._found.get(field_name.upper()), field_name, False

    @override
    def __call__(self) -> dict[str, Any]:
        return {name.lower(): value for name, value in self._found.items()}


def read_files(told: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """By setting what stands in the file that NAME_FILE names, without the line's end; UnreadableFile."""
    wanted = {name.upper(): told.get(f"{name.upper()}{ENDING}") for name in names}
    return {name: _read(name, path) for name, path in wanted.items() if path}


def _read(name: str, path: str) -> str:
    try:
        with Path(path).open(encoding="utf-8-sig") as file:  # some editors begin a file with a mark
            text = file.read(_LARGEST + 1)
    except (OSError, UnicodeDecodeError) as fault:
        why = fault.strerror if isinstance(fault, OSError) else "it is no text"
        raise UnreadableFile(f"{name}{ENDING}: {path} can't be read: {why}") from None
    if len(text) > _LARGEST:
        raise UnreadableFile(f"{name}{ENDING}: {path} is too large for a setting")
    if "\0" in text:
        raise UnreadableFile(f"{name}{ENDING}: {path} can't be read: it is no text")
    return text.rstrip("\r\n")
