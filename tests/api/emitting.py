"""Emitters, as tests make them."""

from typing import Any

from httpx import Response

MORNING = {"hour": "9", "minute": 30, "day_of_week": "mon-fri", "timezone": "Europe/Moscow"}


def emitter_of(bot: str, **more: Any) -> dict[str, Any]:
    """The body of a request for one: every hour, unless `more` says otherwise."""
    return {"bot_id": bot, "name": "News", "message": {"text": "Hi"}, "schedule": {"every": 3600}, **more}


def fields_of(answer: Response) -> dict[str, str]:
    """The faulty fields of a refusal by path, each with its code."""
    assert answer.status_code == 422, answer.text
    return {field["path"]: field["code"] for field in answer.json()["error"]["details"]["fields"]}
