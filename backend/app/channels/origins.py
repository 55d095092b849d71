"""Which pages may reach a channel: our own, those the operator allows everywhere, and the channel's own list.

A request without an Origin does not come from a page and carries its token itself: nothing is to check.
"""

from urllib.parse import urlsplit


def is_allowed(origin: str | None, host: str, everywhere: tuple[str, ...], channel: tuple[str, ...]) -> bool:
    """`host` is the Host header; the lists hold origins, or `*` for any."""
    if origin is None:
        return True
    if host and _host_of(origin) == host:
        return True
    return any(word in {"*", origin} for word in (*everywhere, *channel))


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # such as http://[
        return None
