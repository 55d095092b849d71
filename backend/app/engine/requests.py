"""Requests compiled once and rendered for sending (flow-language.md 1, 3, 6)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from .document.request import Request
from .http import FileRef, FormPart, HttpRequest, Unfit
from .placeholders import Rendered, Template, compile_text, compile_value
from .text import json_text, percent, to_text
from .values import decode
from .view import Probe, View
from .work import ELEMENT, RENDERED, units_of

type Body = dict[str, Any]  # the fields of HttpRequest that say what is sent
type RenderBody = Callable[[View, Probe], Body | None]

_control = re.compile(r"[\x00-\x1f\x7f-\x9f]").search
_JSON = "application/json"
_TEXT = "text/plain; charset=utf-8"
_FORM = "application/x-www-form-urlencoded"
_AS_JSON = 2  # units for a character that is only written down, where one that is encoded takes RENDERED
_FILE_KEYS = frozenset({"file", "url"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRequest:
    request: Request
    url: Template
    headers: Rendered
    query: Rendered
    body: RenderBody | None

    def render(self, view: View, probe: Probe) -> HttpRequest | Unfit:
        """Ready to be sent, or why what came out is no request (`http:invalid`)."""
        url = self.url.render_url(view, probe).partition("#")[0]
        headers = tuple(_pairs(_paid(self.headers.render(view, probe), probe)))
        query = tuple(_pairs(_paid(self.query.render(view, probe), probe)))
        body = None if self.body is None else self.body(view, probe)
        if not _is_address(url):
            return "bad_address"
        if any(_control(name + text) for name, text in headers):
            return "bad_header"
        if self.body is not None and body is None:
            return "no_file"
        return self._request(url, (headers, query), body or {})

    def _request(self, url: str, parts: tuple[Any, Any], body: Body) -> HttpRequest:
        request, retry = self.request, self.request.retry
        headers, query = parts
        if any(name.lower() == "content-type" for name, _ in headers):
            body = {**body, "content_type": None}
        return HttpRequest(
            method=request.method,
            url=url,
            headers=headers,
            query=query,
            timeout=float(request.timeout),
            retry_times=0 if retry is None else retry.times,
            retry_backoff=0 if retry is None else float(retry.backoff),
            credential=request.credential,
            proxy=request.proxy,
            **body,
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
        return _file_body(compile_value(request.file))
    if request.multipart is not None:
        return _multipart_body(compile_value(request.multipart))
    if request.form is not None:
        return _form_body(compile_value(request.form))
    if type(request.body) is str:
        return _text_body(compile_text(request.body))
    return None if request.body is None else _json_body(compile_value(request.body))


def _file_body(value: Rendered) -> RenderBody:
    """Of a list, as `message.attachments` is one, the first."""

    def render(view: View, probe: Probe) -> Body | None:
        found: Any = value.render(view, probe)
        if type(found) is list:
            found = cast("list[Any]", found)[0] if found else None
        file = _text_file(found) if type(found) is str else _file(found)
        return None if file is None else {"file": file}

    return render


def _json_body(value: Rendered) -> RenderBody:
    return lambda view, probe: _bytes(json_text(_paid(value.render(view, probe), probe, _AS_JSON)), _JSON)


def _text_body(text: Template) -> RenderBody:
    def render(view: View, probe: Probe) -> Body:
        written = text.render_json_text(view, probe)
        return _bytes(written, _JSON if _is_json(written) else _TEXT)

    return render


def _form_body(fields: Rendered) -> RenderBody:
    def render(view: View, probe: Probe) -> Body:
        pairs = _pairs(_paid(fields.render(view, probe), probe))
        return _bytes("&".join(f"{percent(name)}={percent(text)}" for name, text in pairs), _FORM)

    return render


def _multipart_body(fields: Rendered) -> RenderBody:
    """A field that is an object with `file` or `url` is a file, any other value a text."""

    def render(view: View, probe: Probe) -> Body | None:
        parts = tuple(_part(*field) for field in _fields(_paid(fields.render(view, probe), probe, _AS_JSON)))
        return None if None in parts else {"parts": parts}

    return render


def _part(name: str, value: Any) -> FormPart | None:
    """None for a file that names none."""
    if type(value) is not dict or not _FILE_KEYS & cast("dict[str, Any]", value).keys():
        return FormPart(name=name, text=to_text(value))
    file = _file(value)
    return None if file is None else FormPart(name=name, file=file)


def _file(value: Any) -> FileRef | None:
    """An attachment as messages carry it, or `{file, name, content_type}`; where both are given the address
    counts, as in a message."""
    if type(value) is not dict:
        return None
    told = cast("dict[str, Any]", value)
    found = next((told[key] for key in ("url", "file") if told.get(key)), None)
    if type(found) is not str:
        return None
    kind = told.get("content_type")
    return FileRef(
        file=found,
        name=to_text(told["name"]) if told.get("name") else None,
        content_type=kind if type(kind) is str and kind else None,
    )


def _text_file(text: str) -> FileRef | None:
    return FileRef(file=text.strip()) if text.strip() else None


def _paid(value: Any, probe: Probe, rate: int = RENDERED) -> Any:
    """The value, for which the turn has paid: a placeholder alone is as large as what it names, and may stand
    there often."""
    waiting = [value]
    while waiting:
        part: Any = waiting.pop()
        if type(part) is dict:
            members = cast("dict[str, Any]", part)
            probe.spend(ELEMENT * len(members) + sum(units_of(name, rate) for name in members))
            waiting += members.values()
        elif type(part) is list:
            elements = cast("list[Any]", part)
            probe.spend(ELEMENT * len(elements))
            waiting += elements
        else:
            probe.spend(units_of(part, rate))
    return value


def _bytes(text: str, content_type: str) -> Body:
    return {"body": text.encode(), "content_type": content_type}


def _pairs(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names with texts; a list gives its name once for each element."""
    for name, value in _fields(values):
        yield name, to_text(value)


def _fields(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        elements = cast("list[Any]", value) if type(value) is list else [value]
        for element in elements:
            yield name, element


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
