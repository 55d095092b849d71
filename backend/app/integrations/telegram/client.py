"""The Bot API by itself: one request, through the guarded client (docs/decisions/integrations.md)."""

import re
from collections.abc import Mapping
from typing import Any

from app.kit.egress import IncomingResponse

from ..asking import Question, ask, checked_host, failure_of, joined, read_object, said
from ..base import Call, Config, Outside, Perform
from ..faults import Failed
from .manifest import API

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{10,100}")
# The Bot API answers much of what is wrong with 400; only its words tell these apart.
_BY_WORDS: tuple[tuple[str, str], ...] = (
    ("chat not found", "not_found"),
    ("user not found", "not_found"),
    ("message to be replied not found", "not_found"),
    ("not enough rights", "forbidden"),
    ("have no rights", "forbidden"),
    ("chat_write_forbidden", "forbidden"),
)


async def send_message(call: Call, outside: Outside) -> Any:
    """The message as Telegram has stored it."""
    token = call.secret("api_key")
    if not _TOKEN.fullmatch(token):
        raise Failed("unauthorized", "The credential is not a token of a Telegram bot.")
    base = checked_host(call, call.config.get("base_url") or API)
    url = joined(base, f"bot{token}", "sendMessage")
    response = await ask(call, outside.egress, Question(url=url, body=_body(call.config)))
    answer = said(response)
    if response.status != 200 or answer.get("ok") is not True:
        raise _failure(response, answer)
    result = read_object(response).get("result")
    if not isinstance(result, dict):
        raise Failed("bad_answer")
    return {"text": None, **{key: result[key] for key in _KEPT if key in result}}


_KEPT = ("message_id", "date", "chat", "text")


def _body(config: Config) -> dict[str, Any]:
    body: dict[str, Any] = {"chat_id": config["chat_id"], "text": config["text"]}
    if "parse_mode" in config:
        body["parse_mode"] = config["parse_mode"]
    if config["silent"]:
        body["disable_notification"] = True
    if config["no_preview"]:
        body["link_preview_options"] = {"is_disabled": True}
    if "reply_to" in config:
        body["reply_parameters"] = {"message_id": config["reply_to"]}
    if "thread_id" in config:
        body["message_thread_id"] = config["thread_id"]
    if config.get("buttons"):
        body["reply_markup"] = {"inline_keyboard": [[_button(one)] for one in config["buttons"]]}
    return body


def _button(button: Mapping[str, Any]) -> dict[str, Any]:
    """One that leads nowhere gives its own text back."""
    if button.get("url"):
        return {"text": button["text"], "url": button["url"]}
    return {"text": button["text"], "callback_data": button.get("data") or button["text"]}


def _failure(response: IncomingResponse, answer: Mapping[str, Any]) -> Failed:
    described = answer.get("description")
    words = described.lower() if isinstance(described, str) else ""
    parameters = answer.get("parameters")
    pause = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if response.status == 404 and not words.startswith("bad request"):
        # A token of the right shape that no bot has.
        return failure_of(response, described, code="unauthorized" if answer else None)
    code = next((code for sign, code in _BY_WORDS if sign in words), None)
    return failure_of(response, described, retry_after=pause, code=code if response.status == 400 else None)


OPERATIONS: Mapping[str, Perform] = {"send_message": send_message}
