"""Every error answers `{"error": {code, message, details}}`, and never with what was sent."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.kit.errors import BadRequest, DbcvError, InvalidInput

_LONGEST_PATH = 200

_BY_STATUS: dict[int, tuple[str, str]] = {
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
}


def add_fault_handlers(app: FastAPI) -> None:
    """Of errors that are answers; what else is raised is for the border to catch."""
    app.add_exception_handler(DbcvError, _typed)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(RequestValidationError, _invalid)


def answer(error: DbcvError, headers: dict[str, str] | None = None) -> JSONResponse:
    """The HTTP answer of an error, with the headers its status asks for."""
    wanted = dict(headers or {})
    if error.status == 401:
        wanted["WWW-Authenticate"] = "Bearer"
    if "retry_after" in error.details:
        wanted["Retry-After"] = str(error.details["retry_after"])
    return JSONResponse(error.body(), error.status, wanted)


async def _typed(request: Request, error: DbcvError) -> JSONResponse:
    del request
    return answer(error)


async def _plain(request: Request, error: HTTPException) -> JSONResponse:
    del request
    status = error.status_code
    code, message = _BY_STATUS.get(status, (f"api:http_{status}", "The request can't be answered."))
    typed = DbcvError(code, message)
    typed.status = status
    return answer(typed, dict(error.headers or {}))


async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    del request
    faults = error.errors()
    malformed = next((fault for fault in faults if fault["type"] == "json_invalid"), None)
    if malformed is not None:
        return answer(
            BadRequest("api:malformed_json", "The body is not JSON.", position=malformed["loc"][-1])
        )
    return answer(
        InvalidInput("api:invalid", "The request has faulty fields.", fields=[*map(_field, faults)])
    )


def _field(fault: dict[str, Any]) -> dict[str, str]:
    path = ".".join(str(part) for part in fault["loc"])
    kind = fault["type"]
    return {"path": path[:_LONGEST_PATH], "code": kind, "message": _SILENT.get(kind, fault["msg"])}
