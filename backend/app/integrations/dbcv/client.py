"""What a bot may do beyond its own conversation: see who is there, and write to them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from app.engine import values
from app.runtime.posting import Place, Post

from ..base import Call, Config, Outside, Perform
from ..faults import Failed
from .manifest import MOST_PEOPLE
from .people import check_here, everybody, find_place, page_of


async def get_subscribers(call: Call, outside: Outside) -> Any:
    """{items: [{id, kind, name}], next_cursor}."""
    limit: int = call.config["limit"]
    kind: str | None = call.config.get("kind")
    async with outside.places.place(call.origin.bot_id):
        place = await find_place(outside.pool, call.origin, _id(call.config, "channel_id"))
        found = await page_of(outside.pool, place, kind, _id(call.config, "cursor"), limit + 1)
    items = found[:limit]
    return {"items": items, "next_cursor": items[-1]["id"] if len(found) > limit else None}


async def send_message(call: Call, outside: Outside) -> Any:
    """{recipients, message_id}; the messages are stored for good, and said once for one command."""
    body = _body(call.config)
    async with outside.places.place(call.origin.bot_id):
        place = await find_place(outside.pool, call.origin, _id(call.config, "channel_id"))
        people = await _people(call, outside, place)
    post = Post(
        key=f"integration:{call.id}",
        session_id=call.origin.session_id,
        place=place,
        body=values.encode(body).decode(),
    )
    written = await outside.posting.post(post, people)
    return {"recipients": len(written), "message_id": str(written[0]) if len(written) == 1 else None}


async def _people(call: Call, outside: Outside, place: Place) -> Sequence[UUID]:
    person = _id(call.config, "person_id")
    if person is not None:
        await check_here(outside.pool, place, person)
        if place.is_group:
            raise Failed("invalid", "In a group everybody reads the same; leave the person out.")
        return [person]
    return () if place.is_group else await everybody(outside.pool, place, MOST_PEOPLE)


def _body(config: Config) -> dict[str, Any]:
    """As replies are stored (runtime/drain.py)."""
    body = {
        "text": config.get("text", ""),
        "buttons": [_button(one) for one in config.get("buttons", [])],
        "attachments": [{"type": "file", **one} for one in config.get("attachments", [])],
        "widget": None,
        "params": config.get("params", {}),
    }
    if not (body["text"] or body["buttons"] or body["attachments"]):
        raise Failed("invalid_config", "A message needs a text, buttons or attachments.")
    return body


def _button(button: Mapping[str, Any]) -> dict[str, Any]:
    """One without a value sends its text (flow-language.md 4.3)."""
    return {"text": button["text"], "value": button.get("value") or button["text"]}


def _id(config: Config, name: str) -> UUID | None:
    return UUID(config[name]) if config.get(name) else None


OPERATIONS: Mapping[str, Perform] = {"get_subscribers": get_subscribers, "send_message": send_message}
