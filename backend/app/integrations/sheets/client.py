"""Appending by `spreadsheets.values.append`; the token was exchanged where credentials are kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.engine.text import to_text
from app.kit.egress import IncomingResponse

from ..asking import Question, ask, checked_host, failure_of, is_good, joined, read_object, said, word
from ..base import Call, Outside, Perform
from ..faults import Failed
from .manifest import API

# Google's own words (google.rpc.Code); the HTTP status says less.
_BY_STATUS: Mapping[str | None, str] = {
    "UNAUTHENTICATED": "unauthorized",
    "PERMISSION_DENIED": "forbidden",
    "NOT_FOUND": "not_found",
    "INVALID_ARGUMENT": "invalid",
    "FAILED_PRECONDITION": "invalid",
    "RESOURCE_EXHAUSTED": "rate_limited",
    "DEADLINE_EXCEEDED": "timeout",
    "UNAVAILABLE": "unavailable",
    "INTERNAL": "unavailable",
}
_UNSAID = 5.0  # seconds to wait where Google names none, as it usually does


async def append_row(call: Call, outside: Outside) -> Any:
    """{spreadsheet_id, range, rows, cells}."""
    config = call.config
    base = checked_host(call, config.get("base_url") or API)
    # One segment: a sheet's name may hold a slash, and `:append` belongs to the method.
    table = joined(base, "v4", "spreadsheets", config["spreadsheet_id"], "values")
    typed = "USER_ENTERED" if config["as_typed"] else "RAW"
    url = f"{table}/{quote(config['range'], safe='')}:append"
    question = Question(
        url=f"{url}?valueInputOption={typed}&insertDataOption=INSERT_ROWS",
        body={"majorDimension": "ROWS", "values": [[_cell(value) for value in config["values"]]]},
        headers=(("Authorization", f"Bearer {call.secret('access_token')}"),),
    )
    response = await ask(call, outside.egress, question)
    if not is_good(response):
        raise _failure(response)
    return _result(read_object(response))


def _cell(value: Any) -> Any:
    """A cell holds a text, a number or a boolean; null would keep what an empty cell has."""
    if value is None:
        return ""
    return to_text(value) if isinstance(value, list | dict) else value


def _result(answer: dict[str, Any]) -> dict[str, Any]:
    updates = answer.get("updates")
    if not isinstance(updates, dict):
        raise Failed("bad_answer")
    return {
        "spreadsheet_id": updates.get("spreadsheetId", answer.get("spreadsheetId")),
        "range": updates.get("updatedRange"),
        "rows": updates.get("updatedRows"),
        "cells": updates.get("updatedCells"),
    }


def _failure(response: IncomingResponse) -> Failed:
    error = said(response).get("error")
    found = error if isinstance(error, dict) else {}
    pause = None if response.header("retry-after") else _UNSAID
    return failure_of(
        response, found.get("message"), retry_after=pause, code=_BY_STATUS.get(word(found.get("status")))
    )


OPERATIONS: Mapping[str, Perform] = {"append_row": append_row}
