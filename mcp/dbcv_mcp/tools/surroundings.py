"""What a bot can be made of and may use: presets, integrations, credentials, the guide."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from ..api import Api
from ..english import english
from ..guide import TOPICS, Topic, guide
from ..issues import issue_of
from ..lessons import Taught, unknown_name
from ..samples import ADVICE
from ..shapes import BaseRevision, BotId, Cursor, Limit, PathArgument, Proposal
from .proposed_presets import add_preset
from .tool import Answer

_WRONGLY_TOLD = {"api:invalid", "preset:invalid"}


async def get_guide(
    api: Api,
    topic: Annotated[Topic, Field(description="What you want to know.")] = "overview",
) -> Answer:
    """How bots are written: the flow language, with examples. Read `overview` before building."""
    del api
    return {"topic": topic, "text": guide(topic), "topics": list(TOPICS)}


async def list_presets(
    api: Api,
    preset_id: Annotated[
        str | None, Field(max_length=100, description="One, with what its config takes.")
    ] = None,
) -> Answer:
    """Ready parts of a conversation: questions that check the answer, menus, requests, loops."""
    items = (await api.get("presets", "catalog"))["items"]
    if preset_id is None:
        return {"items": [{name: one[name] for name in ("id", "description")} for one in items]}
    chosen = {one["id"]: one for one in items}
    if preset_id not in chosen:
        raise unknown_name("preset:not_found", "There is no such preset.", preset_id, chosen)
    one = english(chosen[preset_id])
    return {name: one[name] for name in ("id", "description", "config", "example")}


async def create_from_preset(
    api: Api,
    bot_id: BotId,
    preset_id: Annotated[str, Field(max_length=100, description="From list_presets.")],
    config: Annotated[dict[str, Any] | None, Field(description="What list_presets shows for it.")] = None,
    key: Annotated[str | None, Field(max_length=64, description="Id for its first step.")] = None,
    name: Annotated[str | None, Field(max_length=200)] = None,
    connect: Annotated[
        list[PathArgument] | None, Field(max_length=100, description="Paths of connections to lead to it.")
    ] = None,
    base_revision: BaseRevision = None,
    proposal: Proposal = None,
) -> Answer:
    """Add the ordinary steps a preset is made of. `exits` are its ways on: set `<path>.to` of each by
    apply_changes."""
    wanted = {
        "preset_id": preset_id,
        "bot_id": str(bot_id),
        "config": config or {},
        "key": key,
        "name": name,
        "connect": connect or [],
        "base_revision": base_revision,
    }
    if proposal is not None:
        with_parts = partial(add_preset, api, bot_id, proposal, wanted, base_revision)
        return await _taught(api, preset_id, with_parts)
    made = await _taught(api, preset_id, partial(api.post, "presets", "create-step", body=wanted))
    told = {name: made[name] for name in ("key", "revision", "steps", "requests", "exits")}
    return told | {"issues": [issue_of(one) for one in made["issues"]]}


async def list_integrations(
    api: Api,
    integration_id: Annotated[
        str | None, Field(max_length=100, description="One, with the schemas of its config and result.")
    ] = None,
) -> Answer:
    """Services a bot's groups of type integration can call. No tool calls them."""
    items = (await api.get("integrations"))["items"]
    if integration_id is not None:
        known = [one["id"] for one in items]
        if integration_id not in known:
            message = "There is no such integration."
            raise unknown_name("integration:not_found", message, integration_id, known)
        one = english(await api.get("integrations", integration_id))
        return {name: one[name] for name in ("id", "description", "credential", "input", "output")}
    return {
        "items": [
            {name: one[name] for name in ("id", "description")} | {"credential": _needed(one)}
            for one in items
        ]
    }


async def list_credentials(
    api: Api,
    bot_id: Annotated[UUID | None, Field(description="Those this bot may use.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer:
    """Names of stored keys and passwords, to be named in requests and groups. Their values can't be read by
    anyone."""
    page = await api.get("credentials", bot_id=bot_id, limit=limit, cursor=cursor)
    shown = ("name", "provider", "hosts", "is_default")
    return {
        "items": [{name: one[name] for name in shown} for one in page["items"]],
        "next_cursor": page["next_cursor"],
    }


async def _taught[T](api: Api, preset_id: str, make: Callable[[], Awaitable[T]]) -> T:
    """What `make` makes; where it was told wrongly what to make, the lesson shows this preset's example."""
    try:
        return await make()
    except Taught as refused:
        if refused.lesson.code not in _WRONGLY_TOLD:
            raise
        examples = {one["id"]: one["example"] for one in (await api.get("presets", "catalog"))["items"]}
        example = {"preset_id": preset_id, "config": examples.get(preset_id)}
        told = {"next": ADVICE["preset:invalid"], "example": english(example)}
        raise Taught(replace(refused.lesson, **told)) from refused


def _needed(integration: dict[str, Any]) -> str | None:
    need = integration["credential"]
    return None if need is None else need["provider"] or "any"
