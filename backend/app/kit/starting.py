"""Settings that a process can work with, or one sentence that says which of them is wrong."""

import sys
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from app.secret_files import UnreadableFile
from app.settings import Settings, settings

from .egress import EgressPolicy
from .sealing import keys_given


class BadSetting(ValueError):
    """The message names the setting and never what stands in one that is secret."""


def checked_settings(**given: Any) -> Settings:
    """Of the environment and `.env`, and what is given before them; BadSetting."""
    return _checked(lambda: Settings(**given))


def settings_to_start_with() -> Settings:
    """The process's settings; where one is wrong it says so and ends with 1."""
    try:
        return _checked(settings)
    except BadSetting as wrong:
        sys.stderr.write(f"A setting of DBCV is wrong: {wrong}\n")
        raise SystemExit(1) from None


def _checked(read: Callable[[], Settings]) -> Settings:
    try:
        found = read()
    except ValidationError as unfit:
        raise BadSetting(_sentence(unfit)) from None
    except UnreadableFile as wrong:
        raise BadSetting(f"{wrong}.") from None
    _check(found)
    return found


def _check(found: Settings) -> None:
    """What settings.py cannot know."""
    try:
        EgressPolicy.of(found)
    except ValueError as wrong:
        raise BadSetting(f"{wrong}.") from None
    try:
        keys_given(found)
    except ValueError as wrong:
        raise BadSetting(f"SECRET_BOX_KEY or SECRET_BOX_OLD_KEYS: {wrong}.") from None


def _sentence(unfit: ValidationError) -> str:
    """Of the first; the rest is told when that is mended."""
    first = unfit.errors(include_url=False, include_input=False)[0]
    name = ".".join(str(part) for part in first["loc"][:1]).upper()
    said = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{name}: {said}." if name else f"{said}."
