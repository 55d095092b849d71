"""One question, one answer; nothing is streamed, since a group's result is whole."""

from collections.abc import Mapping
from typing import Any

from app.engine import values
from app.kit.egress import IncomingResponse

from ..asking import Question, ask, checked_host, failure_of, is_good, joined, read_object, said, word
from ..base import Call, Config, Outside, Perform
from ..faults import Failed
from .manifest import API

_OWN = ("model", "messages", "stream", "stream_options", "n")
_BY_CODE: Mapping[str | None, str] = {
    "insufficient_quota": "quota",
    "model_not_found": "not_found",
    "invalid_api_key": "unauthorized",
}
PATIENCE = 60.0  # seconds; models think


async def chat_completion(call: Call, outside: Outside) -> Any:
    """{text, json, finish_reason, model, usage}."""
    body = _body(call.config)
    url = joined(call.config.get("base_url") or API, "chat", "completions")
    headers = _authorization(call, url)
    question = Question(url=url, body=body, headers=headers, patience=PATIENCE)
    response = await ask(call, outside.egress, question)
    if not is_good(response):
        raise _failure(response)
    return _result(call.config, read_object(response))


def _authorization(call: Call, url: str) -> tuple[tuple[str, str], ...]:
    """A key that was not asked for goes to no other server: a model of one's own needs none."""
    if call.credential is None:
        return ()
    try:
        checked_host(call, url)
    except Failed:
        if call.is_named or "base_url" not in call.config:
            raise
        return ()
    return (("Authorization", f"Bearer {call.secret('api_key')}"),)


def _body(config: Config) -> dict[str, Any]:
    messages = [{"role": "system", "content": config["system"]}] if "system" in config else []
    messages += config.get("messages", [])
    if "prompt" in config:
        messages.append({"role": "user", "content": config["prompt"]})
    if not messages:
        raise Failed("invalid_config", "There is nothing to answer: a question or messages are wanted.")
    body = {key: value for key, value in config.get("options", {}).items() if key not in _OWN}
    body |= {"model": config["model"], "messages": messages}
    body |= {key: config[key] for key in ("temperature", "max_tokens") if key in config}
    if config.get("format") == "json":
        body["response_format"] = {"type": "json_object"}
    return body


def _result(config: Config, answer: dict[str, Any]) -> dict[str, Any]:
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict) or not isinstance(message := first.get("message"), dict):
        raise Failed("bad_answer")
    text = _text(message.get("content"))
    return {
        "text": text,
        "json": _json(text) if config.get("format") == "json" else None,
        "finish_reason": first.get("finish_reason"),
        "model": answer.get("model"),
        "usage": answer.get("usage"),
    }


def _text(content: Any) -> str:
    """Some servers give a list of parts."""
    if isinstance(content, list):
        texts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(text for text in texts if isinstance(text, str))
    return content if isinstance(content, str) else ""


def _json(text: str) -> Any:
    """A list or an object; null where the model did not keep to it."""
    try:
        found = values.clean(values.decode(text))
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None


def _failure(response: IncomingResponse) -> Failed:
    error = said(response).get("error")
    found = error if isinstance(error, dict) else {"message": error}
    code = _BY_CODE.get(word(found.get("code"))) or _BY_CODE.get(word(found.get("type")))
    return failure_of(response, found.get("message"), code=code)


OPERATIONS: Mapping[str, Perform] = {"chat_completion": chat_completion}
