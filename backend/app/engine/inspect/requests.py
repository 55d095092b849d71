"""Requests: addresses that cannot work or are dangerous; no name is looked up (flow-language.md 3, 6)."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from ..document import Request
from ..paths import Path as Variable
from .flow import Flow
from .issue import Issue, Path

_BODIES = ("body", "form", "multipart", "file")
_LOCAL = re.compile(r"(?:.*\.)?(?:localhost|local|internal)\.?")
_PERSON = frozenset({"message", "user"})
_BY_PERSON = "a person"
_SHORT_ADDRESS = re.compile(r"(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}")


def check_requests(flow: Flow) -> Iterator[Issue]:
    """Each request of the document, used or not."""
    used = {place.group.request for place in flow.groups}
    told = _told_by_person(flow) if flow.document.requests else frozenset[str]()
    for number, request in enumerate(flow.document.requests):
        at = (*flow.under, "requests", number)
        yield from _address(flow, request, (*at, "url"), told)
        if sum(getattr(request, key) is not None for key in _BODIES) > 1:
            yield flow.issue("request:several_bodies", at)
        if request.id not in used:
            yield flow.issue("request:unused", at, found=request.title)
        if request.credential is not None and not request.credential.strip():
            yield flow.issue("credential:empty", (*at, "credential"))


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
        return
    host = _host(url)
    if host is None:
        yield flow.issue("request:bad_url", at)
    elif _is_inside(host):
        yield flow.issue("request:blocked_address", at, found=host)


def _first_variable(flow: Flow, url: str) -> Variable | None:
    """The variable of a placeholder at the very start."""
    template = flow.template(url) if url.startswith("{$") else None
    return template.paths[0] if template is not None and template.paths else None


def _host(url: str) -> str | None:
    """The host as it is written; empty where a placeholder stands in it; None where there is none."""
    before, placeholder, _ = url.partition("{$")
    try:
        parts = urlsplit(before)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"}:
        return None
    if placeholder and not (parts.path or parts.query or parts.fragment):
        return ""
    return host


def _is_inside(host: str) -> bool:
    if _LOCAL.fullmatch(host):
        return True
    try:
        address = ip_address(host.split("%", maxsplit=1)[0])
    except ValueError:
        # 127.1, 0x7f000001 and the like: no public service is written so.
        return _SHORT_ADDRESS.fullmatch(host) is not None
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_global


def _told_by_person(flow: Flow) -> frozenset[str]:
    """Variables (scope.key) that are set, over any number of steps, from what a person said or is."""
    readers: dict[str, list[str]] = {}
    for place in flow.settings:
        value = place.setting.value
        template = flow.template(value) if type(value) is str else None
        for path in template.paths if template else ():
            source = _BY_PERSON if path[0] in _PERSON else _key(".".join(path))
            readers.setdefault(source, []).append(_key(place.setting.variable))
    told: set[str] = set()
    waiting = [_BY_PERSON]
    while waiting:
        fresh = [name for name in readers.pop(waiting.pop(), ()) if name not in told]
        told.update(fresh)
        waiting += fresh
    return frozenset(told)


def _key(variable: str) -> str:
    return ".".join(variable.split(".")[:2])
