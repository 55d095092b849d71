"""Requests compiled once and rendered for sending (flow-language.md 1, 3, 6)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlsplit

from .document.request import Request
from .http import HttpRequest
from .placeholders import Rendered, Template, compile_text, compile_value
from .text import json_text, percent, to_text
from .values import decode
from .view import Probe, View

type Body = tuple[bytes, str]  # and its content type
type RenderBody = Callable[[View, Probe], Body | None]

_control = re.compile(r"[\x00-\x1f\x7f-\x9f]").search
_JSON = "application/json"
_TEXT = "text/plain; charset=utf-8"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRequest:
    request: Request
    url: Template
    headers: Rendered
    query: Rendered
    body: RenderBody | None

    def render(self, view: View, probe: Probe) -> HttpRequest | None:
        """Ready to be sent; None where what came out is no request (`http:invalid`)."""
        url = self.url.render_url(view, probe).partition("#")[0]
        headers = tuple(_pairs(self.headers.render(view, probe)))
        query = tuple(_pairs(self.query.render(view, probe)))
        body = None if self.body is None else self.body(view, probe)
        if not _is_address(url) or any(_control(name + text) for name, text in headers):
            return None
        if self.body is not None and body is None:
            return None
        return self._request(url, (headers, query), body)

    def _request(self, url: str, parts: tuple[Any, Any], body: Body | None) -> HttpRequest:
        request, retry = self.request, self.request.retry
        headers, query = parts
        own_type = any(name.lower() == "content-type" for name, _ in headers)
        return HttpRequest(
            method=request.method,
            url=url,
            headers=headers,
            query=query,
            body=None if body is None else body[0],
            content_type=None if body is None or own_type else body[1],
            timeout=float(request.timeout),
            retry_times=0 if retry is None else retry.times,
            retry_backoff=0 if retry is None else float(retry.backoff),
            credential=request.credential,
            proxy=request.proxy,
        )


def compile_request(request: Request) -> CompiledRequest:
    return CompiledRequest(
        request=request,
        url=compile_text(request.url.strip()),
        headers=compile_value(request.headers),
        query=compile_value(request.query),
        body=_body(request),
    )


def _body(request: Request) -> RenderBody | None:
    if request.file is not None:
        return _no_body
    if request.multipart is not None:
        return _multipart_body(compile_value(request.multipart))
    if request.form is not None:
        return _form_body(compile_value(request.form))
    if type(request.body) is str:
        return _text_body(compile_text(request.body))
    return None if request.body is None else _json_body(compile_value(request.body))


def _no_body(_view: View, _probe: Probe) -> None:
    """Files are not sent yet, and a request without its file would be another one."""


def _json_body(value: Rendered) -> RenderBody:
    return lambda view, probe: (json_text(value.render(view, probe)).encode(), _JSON)


def _text_body(text: Template) -> RenderBody:
    def render(view: View, probe: Probe) -> Body:
        written = text.render_json_text(view, probe)
        return written.encode(), _JSON if _is_json(written) else _TEXT

    return render


def _form_body(fields: Rendered) -> RenderBody:
    def render(view: View, probe: Probe) -> Body:
        pairs = _pairs(fields.render(view, probe))
        return "&".join(f"{percent(name)}={percent(text)}" for name, text in pairs).encode(), _FORM

    return render


def _multipart_body(fields: Rendered) -> RenderBody:
    """Plain fields only; one that is an object stands for a file, which cannot be sent yet."""

    def render(view: View, probe: Probe) -> Body | None:
        rendered: Mapping[str, Any] = fields.render(view, probe)
        if any(type(part) is dict for part in rendered.values()):
            return None
        return _multipart(list(_pairs(rendered)))

    return render


def _multipart(pairs: list[tuple[str, str]]) -> Body:
    """The boundary is made of the content, so the same fields give the same bytes."""
    boundary = "dbcv-" + sha256(json_text([list(pair) for pair in pairs]).encode()).hexdigest()[:32]
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n{text}\r\n'
        for name, text in pairs
    ]
    return f"{''.join(parts)}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _quoted(name: str) -> str:
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")


def _pairs(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names with texts; a list gives its name once for each element."""
    for name, value in values.items():
        elements = cast("list[Any]", value) if type(value) is list else [value]
        for element in elements:
            yield name, to_text(element)


def _is_address(url: str) -> bool:
    if _control(url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_json(text: str) -> bool:
    try:
        decode(text)
    except ValueError:
        return False
    return True
