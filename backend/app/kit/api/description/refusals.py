"""The codes a route's errors can have, each with an example: `components.examples` holds every one once."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from ..faults import BY_STATUS
from ..responses import errors
from .raising import Raised

type Json = dict[str, Any]

# What the border says of any route, before its own code is asked.
_BODIED = (Raised(status=400, code="api:malformed_json", message="The body is not JSON."),)
_ALWAYS = Raised(
    status=422, code="api:invalid", message="The request has faulty fields.", details=("fields",)
)
_TOO_MANY = ("auth:too_many_attempts", "Too many attempts. Wait a little.")

_DETAILS: Json = {
    "allowed": ["message", "start"],
    "bots": 2,
    "conflicts": [],
    "fields": [{"path": "body.name", "code": "missing", "message": "Field required"}],
    "issues": [],
    "limit": 1000,
    "retry_after": 2,
    "revision": 8,
    "role": "DEVELOPER",
    "scope": "bots:edit",
    "size": 1024,
}


def add_refusals(operation: Json, raised: Iterable[Raised], examples: Json) -> None:
    """Name the codes of each error status, and add what the route's functions raise beyond those it lists."""
    found = {*raised, _ALWAYS, *(_BODIED if "requestBody" in operation else ())}
    responses: Json = operation["responses"]
    for one in found:
        if str(one.status) not in responses and one.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            responses[str(one.status)] = _undeclared(one.status)
    if any(one.status == HTTPStatus.SERVICE_UNAVAILABLE for one in found):
        responses.setdefault("503", _undeclared(503))
    for status in [status for status in responses if status >= "4"]:
        _tell(responses[status], int(status), [one for one in found if str(one.status) == status], examples)
    operation["responses"] = dict(sorted(responses.items()))


def _undeclared(status: int) -> Json:
    schema = {"$ref": "#/components/schemas/ErrorBody"}
    return {
        "description": errors(status)[status]["description"],
        "content": {"application/json": {"schema": schema}},
    }


def _tell(response: Json, status: int, raised: list[Raised], examples: Json) -> None:
    content = response.get("content", {}).get("application/json")
    if content is None or not content.get("schema", {}).get("$ref", "").endswith("/ErrorBody"):
        return
    raised = raised + [_said(status, one["value"]["error"]) for one in content.get("examples", {}).values()]
    told = sorted({one.code: one for one in sorted(raised)}.values()) or [_general(status)]
    codes = ", ".join(f"`{one.code}`" for one in told)
    response["description"] = f"{HTTPStatus(status).phrase}: {codes}"
    content["examples"] = {one.code: {"$ref": _kept(one, examples)} for one in told}


def _said(status: int, error: Json) -> Raised:
    return Raised(status=status, code=error["code"], message=error["message"])


def _general(status: int) -> Raised:
    code, message = _TOO_MANY if status == HTTPStatus.TOO_MANY_REQUESTS else BY_STATUS.get(status, ("", ""))
    return Raised(
        status=status, code=code or f"api:http_{status}", message=message or "It can't be answered."
    )


def _kept(one: Raised, examples: Json) -> str:
    name = one.code.replace(":", ".")
    if examples.get(name, _example(one)) != _example(one):
        name = f"{name}.{one.status}"
    examples[name] = _example(one)
    return f"#/components/examples/{name}"


def _example(one: Raised) -> Json:
    details = {name: _DETAILS[name] for name in one.details if name in _DETAILS}
    message = one.message or "This can't be done."
    error = {"code": one.code, "message": message, "details": details}
    return {"summary": message, "value": {"error": error}}
