"""The steps of a preset put into a proposal: made by the same API, added like any others."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from ..api import Api
from ..changing import Place, adding, change

type Json = dict[str, Any]

_BESIDE = 320  # between two steps on the canvas


async def add_preset(
    api: Api, bot_id: UUID, proposal: UUID, wanted: Mapping[str, Any], base_revision: int | None
) -> Json:
    """As create_from_preset answers. `wanted`: preset_id, config, key, name, connect."""
    document = (await api.get("bots", bot_id, "draft", proposal=proposal))["document"]
    key = wanted["key"] or _free(wanted["preset_id"], document)
    body = {
        "preset_id": wanted["preset_id"],
        "config": wanted["config"],
        "key": key,
        "name": wanted["name"],
        "position": _place(document),
        "language": document.get("locale", "en"),
    }
    made = await api.post("presets", "parts", body=body)
    operations = [one for step in made["steps"] for one in adding(("steps",), step, None)]
    operations += [one for request in made["requests"] for one in adding(("requests",), request, None)]
    for path in wanted["connect"]:
        segments = path.split(".") if isinstance(path, str) else path
        operations.append({"op": "set", "path": [*segments, "to"], "value": key})
    if not document.get("first_step"):
        operations.append({"op": "set", "path": "first_step", "value": key})
    told = await change(api, Place(bot_id, proposal), operations, base_revision)
    return {
        "key": key,
        "revision": told["revision"],
        "steps": [step["id"] for step in made["steps"]],
        "requests": [request["id"] for request in made["requests"]],
        "exits": [*_exits(made["steps"])],
        "issues": told["issues"],
    }


def _free(preset_id: str, document: Json) -> str:
    taken = {step["id"] for step in document.get("steps", ())}
    number = 1
    while f"{preset_id}{number}" in taken:
        number += 1
    return f"{preset_id}{number}"


def _place(document: Json) -> Json:
    """Right of all that has a place."""
    places = [step["position"] for step in document.get("steps", ()) if "position" in step]
    return {"x": max((one["x"] for one in places), default=-_BESIDE) + _BESIDE, "y": 0}


def _exits(steps: list[Json]) -> Iterator[Json]:
    """The ways that lead nowhere yet."""
    for step in steps:
        for group in step.get("groups", ()):
            for way in group.get("connections", ()):
                if not way["to"]:
                    path = f"steps.{step['id']}.groups.{group['id']}.connections.{way['id']}"
                    yield {"path": path, "name": way.get("name", ""), "to": ""}
