"""Every error answers `{"error": {code, message, details}}`, and never with what was sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.kit.errors import BadRequest, DbcvError, InvalidInput

from .queries import unknown_key
from .shapes import place_of

_UNREAD = frozenset({408, 413})  # the body goes on, and nobody is going to read it
_LONGEST_PATH = 200

BY_STATUS: dict[int, tuple[str, str]] = {
    400: ("api:malformed_body", "The body can't be read."),
    401: ("auth:required", "Sign in first."),
    403: ("api:forbidden", "This is not allowed."),
    404: ("api:not_found", "There is nothing at this address."),
    405: ("api:method_not_allowed", "This address doesn't answer to this method."),
    413: ("api:too_large", "The body is too large."),
}

# What Pydantic says of these repeats what was sent.
_SILENT: dict[str, str] = {
    "union_tag_invalid": "This is none of the known kinds",
    "uuid_parsing": "Input should be a valid UUID",
    "datetime_from_date_parsing": "Input should be a valid time",
    "datetime_parsing": "Input should be a valid time",
    "url_parsing": "Input should be a valid address",
    "model_attributes_type": "A JSON object is wanted here",
    "model_type": "A JSON object is wanted here",
}
_BY_PATH: dict[str, str] = {
    "header.if-match": 'The revision of the draft is wanted, a number, in quotes or without: "7"',
}
_LIMITS = ("min_length", "max_length", "ge", "gt", "le", "lt")
_JSON = "The body has to be JSON: send content-type: application/json"


def add_fault_handlers(app: FastAPI) -> None:
    """Of errors that are answers; what else is raised is for the border to catch."""
    app.add_exception_handler(DbcvError, _typed)  # pyright: ignore[reportArgumentType] - it types one for all
    app.add_exception_handler(HTTPException, _plain)  # pyright: ignore[reportArgumentType] - it types one for all
    app.add_exception_handler(RequestValidationError, _invalid)  # pyright: ignore[reportArgumentType] - it types one for all


def answer(error: DbcvError, headers: dict[str, str] | None = None) -> JSONResponse:
    """The HTTP answer of an error, with the headers its status asks for."""
    wanted = dict(headers or {})
    if error.status == 401:
        wanted["WWW-Authenticate"] = "Bearer"
    if error.status in _UNREAD:
        wanted["Connection"] = "close"
    if "retry_after" in error.details:
        wanted["Retry-After"] = str(error.details["retry_after"])
    return JSONResponse(error.body(), error.status, wanted)


async def _typed(request: Request, error: DbcvError) -> JSONResponse:
    del request
    return answer(error)


async def _plain(request: Request, error: HTTPException) -> JSONResponse:
    del request
    return refused(error)


def refused(error: HTTPException) -> JSONResponse:
    """What the framework itself refuses, in our shape."""
    status = error.status_code
    code, message = BY_STATUS.get(status, (f"api:http_{status}", "The request can't be answered."))
    typed = DbcvError(code, message)
    typed.status = status
    return answer(typed, dict(error.headers or {}))


async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    faults = error.errors()
    malformed = next((fault for fault in faults if fault["type"] == "json_invalid"), None)
    if malformed is not None:
        return answer(
            BadRequest("api:malformed_json", "The body is not JSON.", position=malformed["loc"][-1])
        )
    told = faulty(faults, shape=_body_of(request))
    if "json" not in request.headers.get("content-type", ""):
        for field in told.details["fields"]:
            if field["path"] == "body" and field["code"] != "missing":
                field["message"] = _JSON
    return answer(told)


def _body_of(request: Request) -> Any:
    """What the route takes as its body."""
    body = getattr(request.scope.get("route"), "body_field", None)
    return None if body is None else body.field_info.annotation


def faulty(faults: Iterable[Mapping[str, Any]], *within: str, shape: Any = None) -> InvalidInput:
    """What Pydantic has found, by path, and never with what was sent; `within`: where it was looking,
    `shape`: what it was looking for (of a request: its body)."""
    fields: dict[str, dict[str, Any]] = {}
    for fault in faults:
        field = _field(fault, within, shape)
        known = fields.get(field["path"])
        if known is None or known["code"] == "is_instance_of":
            fields[field["path"]] = field
        elif field["code"] != "is_instance_of" and field["message"] not in known["message"]:
            known["message"] += f", or: {field['message']}"  # the arms of a union
    return InvalidInput("api:invalid", "The request has faulty fields.", fields=[*fields.values()])


def _field(fault: Mapping[str, Any], within: tuple[str, ...], shape: Any) -> dict[str, Any]:
    way, kind = tuple(fault["loc"]), fault["type"]
    head = way[:1] if not within and way[:1] == ("body",) else ()
    is_shaped = shape is not None and (within or head)
    place = place_of(shape, way[len(head) :]) if is_shaped else None
    whole = [*map(str, (*within, *head, *place.path))] if place else [*map(str, (*within, *way))]
    path = ".".join(whole)
    if kind == "extra_forbidden" and place is not None:
        known = place_of(shape, way[len(head) : -1]).keys
        return unknown_key(".".join(whole[:-1]), whole[-1], known)
    message = _BY_PATH.get(path) or _SILENT.get(kind, fault["msg"])
    return {"path": path[:_LONGEST_PATH], "code": kind, "message": message, **_limit(fault)}


def _limit(fault: Mapping[str, Any]) -> dict[str, int | float]:
    """The number a value went beyond, for who tells it in other words."""
    context = fault.get("ctx", {})
    found = [context[name] for name in _LIMITS if isinstance(context.get(name), int | float)]
    return {"limit": found[0]} if found else {}
