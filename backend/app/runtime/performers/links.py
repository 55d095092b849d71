"""Links to uploads in what a request sends: with the installation's address before them, so that whoever gets
one can open it."""

import re
from dataclasses import replace

from app.engine.http import HttpRequest

_ID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
# Where a link of our own begins, and no part of a longer address.
_LINK = re.compile(rf"(?<![A-Za-z0-9_.:/%~-])(?=/api/v1/attachments/{_ID}/content\?key=)")
_IN_FORM = re.compile(rf"(?<==)(?=%2Fapi%2Fv1%2Fattachments%2F{_ID}%2Fcontent%3Fkey%3D)".encode())
_IN_BYTES = re.compile(_LINK.pattern.encode())
_FORM = "application/x-www-form-urlencoded"


def with_links(request: HttpRequest, own_address: str) -> HttpRequest:
    """The same with absolute links in its headers, query and body. `own_address` ends without a slash."""

    def absolute(text: str) -> str:
        return _LINK.sub(lambda _: own_address, text)

    return replace(
        request,
        headers=tuple((name, absolute(text)) for name, text in request.headers),
        query=tuple((name, absolute(text)) for name, text in request.query),
        body=None if request.body is None else _body(request, own_address),
        parts=tuple(replace(part, text=absolute(part.text)) for part in request.parts),
    )


def _body(request: HttpRequest, own_address: str) -> bytes:
    body = request.body or b""
    if request.content_type == _FORM:
        encoded = "".join(_percent(letter) for letter in own_address).encode()
        return _IN_FORM.sub(lambda _: encoded, body)
    return _IN_BYTES.sub(lambda _: own_address.encode(), body)


def _percent(letter: str) -> str:
    return {":": "%3A", "/": "%2F", "[": "%5B", "]": "%5D"}.get(letter, letter)
