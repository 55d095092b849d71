"""The list of sites a channel may be on, changed site by site."""

from collections.abc import Sequence

from app.kit.errors import InvalidInput

from .schemas import MOST_ORIGINS


def origins_after(now: Sequence[str], added: Sequence[str], removed: Sequence[str]) -> list[str]:
    """The list without what is removed, then with what is added, each site once.

    InvalidInput where it grows beyond what a channel may have."""
    left = [origin for origin in now if origin not in removed]
    changed = list(dict.fromkeys([*left, *added]))
    if len(changed) > max(MOST_ORIGINS, len(now)):
        message = f"A channel has at most {MOST_ORIGINS} sites"
        fault = {"path": "body.add_origins", "code": "too_long", "message": message, "limit": MOST_ORIGINS}
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])
    return changed
