"""The shape of error answers, for OpenAPI."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel


class ErrorDetail(BaseModel):
    """`code` is stable, `message` is for people."""

    code: str
    message: str
    details: dict[str, Any]


class ErrorBody(BaseModel):
    error: ErrorDetail


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: these statuses answer with an ErrorBody."""
    return {status: {"model": ErrorBody, "description": HTTPStatus(status).phrase} for status in statuses}


def coded(status: int, **messages: str) -> dict[int | str, dict[str, Any]]:
    """As `errors`, with codes that can't be read from the code of the route: `area__reason="the message"`.
    What can be read is added to them (kit/api/description)."""
    said = {name.replace("__", ":"): message for name, message in messages.items()}
    examples = {
        code: {"value": {"error": {"code": code, "message": message, "details": {}}}}
        for code, message in said.items()
    }
    return {status: {**errors(status)[status], "content": {"application/json": {"examples": examples}}}}
