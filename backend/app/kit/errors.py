"""Misuse of the API, as typed errors with a stable code (docs/decisions/error-codes.md).

DbcvError
├── InvalidInput 422      every faulty field by path in details.fields
├── BadRequest 400        unreadable before it has fields
├── Unauthenticated 401
├── Forbidden 403
├── NotFound 404          also where the thing exists and may not be known of
├── TimedOut 408
├── Conflict 409          details.revision where there is one
├── Gone 410
├── TooLarge 413
├── TooMany 429           details.retry_after seconds
└── Unavailable 503
"""

from typing import Any


class DbcvError(Exception):
    """`code` is stable (`area:reason`), `message` a sentence for people, `details` JSON."""

    status = 500

    def __init__(self, code: str, message: str, **details: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def body(self) -> dict[str, Any]:
        """The one shape every error answer has (interfaces.md)."""
        return {"error": {"code": self.code, "message": self.message, "details": self.details}}


class BadRequest(DbcvError):
    status = 400


class Unauthenticated(DbcvError):
    status = 401


class Forbidden(DbcvError):
    status = 403


class NotFound(DbcvError):
    status = 404


class TimedOut(DbcvError):
    status = 408


class Conflict(DbcvError):
    status = 409


class Gone(DbcvError):
    status = 410


class TooLarge(DbcvError):
    status = 413


class InvalidInput(DbcvError):
    status = 422


class TooMany(DbcvError):
    status = 429


class Unavailable(DbcvError):
    status = 503
