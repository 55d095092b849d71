"""From a config to parts that can be put into a draft."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, cast

from pydantic import ValidationError

from app.engine.document import DocumentError, canonical_part, parse_part
from app.kit.api.faults import faulty
from app.kit.errors import InvalidInput, NotFound

from .choices import settled
from .config import Config
from .parts import ACROSS, Json, Made, Place, Site
from .preset import Preset
from .registry import PRESETS


def preset_called(name: str) -> Preset[Any]:
    """NotFound `preset:not_found`."""
    known = PRESETS.get(name)
    if known is None:
        raise NotFound("preset:not_found", "There is no such preset.", known=[*PRESETS])
    return known


def read_config(preset: Preset[Any], given: Json, before: Config | None = None) -> Config:
    """InvalidInput `api:invalid` with each fault under `config`."""
    try:
        return settled(preset.config.model_validate(given), before)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise faulty(faults, "config", shape=preset.config) from error


def kept_config(preset: Preset[Any], stored: Json) -> Config | None:
    """What a step keeps; None where the preset can't read it, since anybody may have written it."""
    try:
        return settled(preset.config.model_validate(stored), None)
    except ValidationError:
        return None


def made_of(preset: Preset[Any], config: Config, site: Site) -> Made:
    """Its parts in the form of a draft's document; the first step keeps what it was made from."""
    made = preset.make(config, site)
    first = made.steps[0]
    first["preset"] = {"id": preset.id, "config": config.model_dump(exclude_none=True)}
    return Made(
        steps=[_written("step", "steps", step) for step in made.steps],
        requests=[_written("request", "requests", request) for request in made.requests],
    )


def _written(kind: str, collection: str, part: Json) -> Json:
    try:
        return canonical_part(parse_part(part, kind, (collection, part["id"])))
    except DocumentError as faulty:
        fields = [{**one.as_json("en"), "message_ru": one.sentence("ru")} for one in faulty.faults]
        raise InvalidInput("preset:invalid", "That would make a faulty part.", fields=fields) from faulty


def free_id(preset: Preset[Any], document: Json) -> str:
    """An id for its first step that no part has, nor one that is made of it."""
    numbered = re.compile(rf"{re.escape(preset.id)}(\d{{1,9}})(_.*)?").fullmatch
    used = {int(found[1]) for name in _ids(document) if (found := numbered(name))}
    return f"{preset.id}{next(number for number in count(1) if number not in used)}"


def _ids(document: Json) -> Iterator[str]:
    """Of every part that a preset can make."""
    for request in document.get("requests", ()):
        yield request["id"]
    groups: list[Json] = list(document.get("groups", ()))
    for step in document.get("steps", ()):
        yield step["id"]
        groups += step.get("groups", ())
    for group in groups:
        yield group["id"]
        for connection in group.get("connections", ()):
            yield connection["id"]


def free_place(document: Json) -> Place:
    """Right of all there is."""
    places = [step["position"] for step in document.get("steps", ()) if "position" in step]
    if not places:
        return 0, 0
    last = max(places, key=lambda place: place["x"])
    return cast("Place", (last["x"] + ACROSS, last["y"]))
