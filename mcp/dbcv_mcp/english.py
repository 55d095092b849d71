"""Assistants read English; people see both languages in the editor."""

from typing import Any

from .values import is_array, is_object

_RUSSIAN = {"message_ru", "title_ru", "description_ru"}


def english(told: Any) -> Any:
    """What the API tells, without what it says in Russian."""
    if is_object(told):
        return {key: english(value) for key, value in told.items() if key not in _RUSSIAN}
    return [english(one) for one in told] if is_array(told) else told
