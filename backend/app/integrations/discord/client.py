"""A webhook is one address that takes JSON; with `wait` it answers with the message."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from app.kit.egress import IncomingResponse

from ..asking import Question, ask, checked_host, failure_of, is_good, read_object, said, word
from ..base import Call, Config, Outside, Perform
from ..faults import Failed

_UNKNOWN_WEBHOOK, _UNKNOWN_CHANNEL, _INVALID_TOKEN = "10015", "10003", "50027"
_BY_CODE: Mapping[str | None, str] = {
    _UNKNOWN_WEBHOOK: "not_found",
    _UNKNOWN_CHANNEL: "not_found",
    _INVALID_TOKEN: "unauthorized",
}
_KEPT = ("id", "channel_id", "content", "timestamp")


async def execute_webhook(call: Call, outside: Outside) -> Any:
    """The message as Discord has stored it."""
    body = _body(call.config)
    if "content" not in body and "embeds" not in body:
        raise Failed("invalid_config", "A message needs a text or embeds.")
    webhook = checked_host(call, call.secret("api_key"))
    call.secrets.add(_token(webhook))
    url = _address(webhook, call.config.get("thread_id"))
    response = await ask(call, outside.egress, Question(url=url, body=body))
    if not is_good(response):
        raise _failure(response)
    message = read_object(response)
    return {key: message[key] for key in _KEPT if key in message}


def _token(webhook: str) -> str:
    """Its longest part: what may come after it is no secret (`/slack`, a slash)."""
    return max(urlsplit(webhook).path.split("/"), key=len)


def _address(webhook: str, thread: str | None) -> str:
    query = "wait=true" if thread is None else f"wait=true&thread_id={thread}"
    parts = urlsplit(webhook)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _body(config: Config) -> dict[str, Any]:
    body = {key: config[key] for key in ("content", "username", "avatar_url", "embeds") if config.get(key)}
    if config["tts"]:
        body["tts"] = True
    if not config["mentions"]:
        body["allowed_mentions"] = {"parse": []}
    return body


def _failure(response: IncomingResponse) -> Failed:
    answer = said(response)
    code = _BY_CODE.get(word(answer.get("code")))
    return failure_of(response, answer.get("message"), retry_after=answer.get("retry_after"), code=code)


OPERATIONS: Mapping[str, Perform] = {"execute_webhook": execute_webhook}
