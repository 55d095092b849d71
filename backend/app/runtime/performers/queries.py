"""Addresses with more in their query."""

from collections.abc import Iterable
from urllib.parse import quote

from app.engine.text import clean_text


def with_query(url: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The address with these parameters after its own; a fragment is left out, nobody is sent one."""
    added = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)
    if not added:
        return url
    address, _, _ = url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{added}"


def _encoded(text: str) -> str:
    return quote(clean_text(text), safe="-._~")
