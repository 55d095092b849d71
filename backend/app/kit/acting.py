"""Through which access token the work under way is done, for whatever keeps a trail of it."""

from contextvars import ContextVar
from uuid import UUID

_token: ContextVar[UUID | None] = ContextVar("acting_token", default=None)


def act_through(token_id: UUID | None) -> None:
    """For the rest of this request; None: a person's own sign-in."""
    _token.set(token_id)


def acting_token() -> UUID | None:
    """The id of the access token; None where there is none."""
    return _token.get()
