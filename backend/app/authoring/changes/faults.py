"""What is wrong with an operation, with its place in the request."""

from collections.abc import Iterable
from typing import Any

from app.engine.inspect.near import nearest
from app.kit.errors import InvalidInput, NotFound

from .operation import Operation, written


class Refused(Exception):
    """Raised while an operation is applied; `code` is `change:…`."""

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def at(self, number: int, operation: Operation) -> InvalidInput | NotFound:
        """The error the request is answered with."""
        kind = NotFound if self.code == "change:no_such_part" else InvalidInput
        place: dict[str, Any] = {"operation": number, "path": written(operation.path)}
        return kind(self.code, self.message, **place, **self.details)


def no_such_part(name: object, known: Iterable[str] = (), *, hint: str = "") -> Refused:
    """`known`: the ids it could have been."""
    sought = str(name)[:80]
    near = nearest(sought, known)
    there = f" There are: {', '.join(near)}." if near else ""
    message = f"There is no such part in this bot.{there}{hint}"
    return Refused("change:no_such_part", message, name=sought, nearest=near)


def unfit(message: str, **details: Any) -> Refused:
    return Refused("change:invalid", message, **details)
