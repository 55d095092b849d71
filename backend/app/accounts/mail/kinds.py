"""The kinds of letters: how long each is of use, and where its link leads."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`page`: what the account page is asked for; None for a letter that only tells."""

    good_for: timedelta
    page: str | None = None


KINDS: dict[str, Kind] = {
    "reset": Kind(good_for=timedelta(hours=1), page="reset"),
    "verify": Kind(good_for=timedelta(days=3), page="verify"),
    "change": Kind(good_for=timedelta(days=1), page="verify"),
    "invitation": Kind(good_for=timedelta(days=14), page="invitation"),
    "password_changed": Kind(good_for=timedelta(days=1)),
    "email_changed": Kind(good_for=timedelta(days=1)),
}


def link_of(kind: str, token: str | None, own_address: str) -> str | None:
    """The token stands behind `#`: a browser tells that part to no server, so it reaches no log."""
    page = KINDS[kind].page
    return None if page is None or token is None else f"{own_address}/account#{page}={quote(token, safe='')}"
