"""Requests: addresses that cannot work or are dangerous; no name is looked up (flow-language.md 3, 6)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..document import Request, Setting
from ..paths import Path as Variable
from .fixing import setting
from .flow import Flow
from .issue import Fix, Issue, Path

_BODIES = ("body", "form", "multipart", "file")
_PERSON = frozenset({"message", "user"})
_BY_PERSON = "a person"
_LONGEST = 2000
_bare = re.compile(
    r"(?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,63}(?::[0-9]{1,5})?(?:[/?].*)?", re.IGNORECASE
)


def check_requests(flow: Flow) -> Iterator[Issue]:
    """Each request of the document, used or not."""
    if not flow.requests_seen:
        return
    used = {place.group.request for place in flow.groups if place.group.type == "response"}
    begins_open = any(request.url.lstrip().startswith("{$") for _, request in flow.requests_seen)
    told = _told_by_person(flow) if begins_open else frozenset[str]()
    for at, request in flow.requests_seen:
        yield from _address(flow, request, (*at, "url"), told)
        yield from _blocked(flow, request, at)
        yield from _proxied(flow, request, (*at, "proxy"))
        yield from _elsewhere(flow, request, (*at, "credential"))
        if sum(getattr(request, key) is not None for key in _BODIES) > 1:
            yield flow.issue("request:several_bodies", at)
        if request.id not in used:
            yield flow.issue("request:unused", at, found=request.title)


def _address(flow: Flow, request: Request, at: Path, told: frozenset[str]) -> Iterator[Issue]:
    url = request.url.strip()
    if not url:
        yield flow.issue("request:no_url", at)
        return
    first = _first_variable(flow, url)
    if first is not None:
        name = ".".join(first)
        if first[0] in _PERSON or _key(name) in told:
            yield flow.issue("request:address_from_person", at, found=name)
    elif not _names_a_server(url):
        yield flow.issue("request:bad_url", at, fix=_with_scheme(flow, url, at))


def _blocked(flow: Flow, request: Request, at: Path) -> Iterator[Issue]:
    is_blocked = flow.surroundings.is_blocked
    address = _before_placeholders(request.url.strip())
    if is_blocked is not None and address and is_blocked(address):
        yield flow.issue("request:blocked_address", (*at, "url"), found=urlsplit(address).hostname)


def _proxied(flow: Flow, request: Request, at: Path) -> Iterator[Issue]:
    admits = flow.surroundings.admits_proxy
    if request.proxy and admits is not None and not admits(request.proxy):
        yield flow.issue("request:proxy_not_allowed", at, found=_without_name(request.proxy))


def _elsewhere(flow: Flow, request: Request, at: Path) -> Iterator[Issue]:
    """Only of credentials that are there: of the others that is said."""
    may_send, known, name = flow.surroundings.may_send, flow.surroundings.credentials, request.credential
    address = _before_placeholders(request.url.strip())
    there = {*(known or ()), *(flow.surroundings.defaults or ())}
    if may_send is None or name is None or not address or name not in there:
        return
    if not may_send(name, address):
        yield flow.issue("request:credential_elsewhere", at, name=name, found=urlsplit(address).hostname)


def _without_name(proxy: str) -> str:
    """A proxy may be signed in to; what counts is where it is."""
    scheme, separator, rest = proxy.partition("://")
    server, slash, path = rest.partition("/")
    return f"{scheme}{separator}{server.rpartition('@')[2]}{slash}{path}"


def _first_variable(flow: Flow, url: str) -> Variable | None:
    """The variable of a placeholder at the very start."""
    reading = flow.reader.text(url) if url.startswith("{$") else None
    return reading.paths[0] if reading and reading.paths else None


def _before_placeholders(url: str) -> str:
    """The address up to its first placeholder; empty where the server is not yet named there."""
    before, placeholder, _ = url.partition("{$")
    try:
        parts = urlsplit(before)
        named = parts.hostname and parts.scheme.lower() in {"http", "https"}
    except ValueError:
        return ""
    return before if named and (not placeholder or parts.path or parts.query or parts.fragment) else ""


def _names_a_server(url: str) -> bool:
    before, placeholder, _ = url.partition("{$")
    try:
        parts = urlsplit(before)
        host = parts.hostname
    except ValueError:
        return False
    open_ended = placeholder and not (parts.path or parts.query or parts.fragment)
    return parts.scheme.lower() in {"http", "https"} and bool(host or open_ended)


def _with_scheme(flow: Flow, url: str, at: Path) -> Fix | None:
    """api.example/x is meant as https://api.example/x."""
    if len(url) > _LONGEST or not _bare.fullmatch(url):
        return None
    written = "https://" + url.removeprefix("//")
    return setting(flow, at, written, "write", name=written)


def _told_by_person(flow: Flow) -> frozenset[str]:
    """Variables (scope.key) that are set, over any number of steps, from what a person said or is."""
    readers: dict[str, list[str]] = {}
    for written in _settings(flow):
        value = written.value
        for path in flow.reader.text(value).paths if type(value) is str else ():
            source = _BY_PERSON if path[0] in _PERSON else _key(".".join(path))
            readers.setdefault(source, []).append(_key(written.variable))
    told: set[str] = set()
    waiting = [_BY_PERSON]
    while waiting:
        fresh = [name for name in readers.pop(waiting.pop(), ()) if name not in told]
        told.update(fresh)
        waiting += fresh
    return frozenset(told)


def _settings(flow: Flow) -> Iterator[Setting]:
    """Of the whole document, in focus or not."""
    for place in flow.groups:
        yield from place.group.set
    for place in flow.connections:
        yield from place.connection.set


def _key(variable: str) -> str:
    return ".".join(variable.split(".")[:2])
