"""Real conversations: what people said is data, and is marked so."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from ..api import Api
from ..shapes import BotId, Cursor, Limit
from ..stories import reasons, story_of
from ..untrusted import NOTICE, untrusted
from .tool import Answer

SessionId = Annotated[UUID, Field(description="From get_conversations.")]
_NO_EVENT: dict[str, Any] = {}  # a turn that an answer of a server began
_SHOWN = ("id", "version", "place", "finished", "awaiting", "updated_at")


async def get_conversations(
    api: Api,
    bot_id: BotId,
    state: Annotated[
        Literal["running", "awaiting", "finished"] | None,
        Field(description="awaiting: for an answer of a server."),
    ] = None,
    step: Annotated[str | None, Field(max_length=140, description="Those that stand at this step.")] = None,
    problems: Annotated[bool | None, Field(description="Those that met problems, or met none.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Answer:
    """Real conversations of a bot, newest first."""
    page = await api.get(
        "bots", bot_id, "sessions", state=state, step=step, problems=problems, limit=limit, cursor=cursor
    )
    return {
        "items": [_session(one) for one in page["items"]],
        "next_cursor": page["next_cursor"],
        "notice": NOTICE,
    }


async def explain_conversation(
    api: Api,
    session_id: SessionId,
    turns: Annotated[int, Field(ge=1, le=20, description="The last so many.")] = 5,
) -> Answer:
    """Why the turns of a real conversation went where they did: what was said, each rule with the value it
    saw, the connection taken, variables changed, problems."""
    session = await api.get("sessions", session_id)
    page = await api.get("sessions", session_id, "trace", limit=turns, newest_first=True)
    return {
        "notice": NOTICE,
        **_session(session),
        "variables": untrusted(session["variables"]),
        "turns": [_turn(trace) for trace in reversed(page["items"])],
        "has_older_turns": page["next_cursor"] is not None,
    }


def _turn(trace: dict[str, Any]) -> dict[str, Any]:
    entries = trace["entries"]
    events: Iterator[dict[str, Any]] = (one for one in entries if one["kind"] == "event")
    event = next(events, _NO_EVENT)
    said = (event.get("content") or _NO_EVENT).get("text")
    replies = [one["text"] for one in entries if one["kind"] == "message"]
    told: dict[str, Any] = {"at": trace["at"], "event": event.get("type", "answer"), "place": trace["place"]}
    if said is not None:
        told["said"] = untrusted(said)
    if replies:
        told["replies"] = untrusted(replies)
    story = story_of(entries, untrusted)
    if trace["no_match"]:
        told["no_match"] = (
            "No connection was taken: the conversation stayed where it was, and nothing was said."
        )
    return told | story.as_json() | {"why": reasons(entries, untrusted)}


def _session(session: dict[str, Any]) -> dict[str, Any]:
    person, channel = session["person"], session["channel"]
    who = {"person": {"kind": person["kind"], "name": untrusted(person["name"])}, "channel": channel["name"]}
    return {name: session[name] for name in _SHOWN} | who
