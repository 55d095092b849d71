"""Putting presets into drafts and changing them there, each as one change of the bot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import Conflict, NotFound
from app.storage.models import Bot, DraftOperation

from ..bots import locked_bot
from ..changes import Operation, Path, Terms, change, difference, value_at
from ..draft import Draft, read_draft
from .making import free_id, free_place, kept_config, made_of, preset_called, read_config
from .parts import OPEN, Json, Made, Place, Site
from .registry import PRESETS
from .remaking import remade


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A preset to be made. `connect`: paths of connections that are to lead to it."""

    preset_id: str
    config: Json
    name: str | None = None
    at: Place | None = None
    key: str | None = None
    connect: Sequence[Path] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A connection of a preset whose target its author chooses. `to`: where it leads, empty: nowhere yet."""

    path: Path
    name: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A preset in a draft: its first step, all its parts, its ways on. `touched`: what was changed."""

    bot: Bot
    draft: Draft
    revision: int
    key: str
    steps: tuple[str, ...]
    requests: tuple[str, ...]
    exits: tuple[Exit, ...]
    touched: tuple[Path, ...]


async def create(
    session: AsyncSession, bot_id: UUID, wanted: Wanted, terms: Terms, operation_id: str | None
) -> Standing:
    """Make its parts; by the same operation id once."""
    preset = preset_called(wanted.preset_id)
    config = read_config(preset, wanted.config)
    bot = await locked_bot(session, bot_id)
    draft = await read_draft(session, bot)
    known = await _done_before(session, bot_id, operation_id)
    if known and known[0] is not None:
        return _standing(bot, draft, known[0], ())
    document = draft.document
    site = Site(
        id=wanted.key or free_id(preset, document),
        name=wanted.name or preset.title.in_language(document.get("locale", "en")),
        at=wanted.at or free_place(document),
        language=document.get("locale", "en"),
    )
    made = made_of(preset, config, site)
    first, *others = [
        *(Operation(op="add", path=("steps",), value=step) for step in made.steps),
        *(Operation(op="add", path=("requests",), value=request) for request in made.requests),
        *(Operation(op="set", path=(*path, "to"), value=site.id) for path in wanted.connect),
    ]
    if not document.get("first_step"):
        others.append(Operation(op="set", path=("first_step",), value=site.id))
    changed = await change(session, bot_id, [replace(first, operation_id=operation_id), *others], terms)
    return _standing(bot, changed.draft, site.id, changed.touched)


async def update(
    session: AsyncSession, place: tuple[UUID, str], given: Json, terms: Terms, operation_id: str | None
) -> Standing:
    """Make the preset of a step anew with another config. `place`: the bot and the id of the step in it."""
    bot_id, key = place
    bot = await locked_bot(session, bot_id)
    draft = await read_draft(session, bot)
    step = value_at(draft.document, ("steps", key))
    if step is None:
        raise NotFound("part:not_found", "There is no such part.")
    if "preset" not in step:
        raise Conflict("preset:none", "This step was made from no preset, or was opened up.", step=key)
    if await _done_before(session, bot_id, operation_id):
        return _standing(bot, draft, key, ())
    preset = preset_called(step["preset"]["id"])
    before = kept_config(preset, step["preset"].get("config", {}))
    config = read_config(preset, given, before)
    site = _site(draft.document, step)
    old = Made(steps=[]) if before is None else made_of(preset, before, site)
    _check_its_own(step, old)
    after = remade(draft.document, old, made_of(preset, config, site))
    operations = difference(draft.document, after)
    if not operations:
        return _standing(bot, draft, key, ())
    named = [replace(operations[0], operation_id=operation_id), *operations[1:]]
    changed = await change(session, bot_id, named, terms)
    return _standing(bot, changed.draft, key, changed.touched)


def _check_its_own(step: Json, old: Made) -> None:
    """A copy of a step has groups of its own, which nothing tells from those its author has added."""
    made = {group["id"] for part in old.steps[:1] for group in part.get("groups", ())}
    there = {group["id"] for group in step.get("groups", ())}
    if made and there and not made & there:
        raise Conflict("preset:not_its_own", "This step no longer is what its preset made.", step=step["id"])


def _site(document: Json, step: Json) -> Site:
    place = step.get("position", {"x": 0, "y": 0})
    return Site(
        id=step["id"],
        name=step.get("name") or step["id"],
        at=(place["x"], place["y"]),
        language=document.get("locale", "en"),
    )


async def _done_before(session: AsyncSession, bot_id: UUID, name: str | None) -> Sequence[str | None]:
    """Empty where no operation of that name was done, else the part it made, if it made one."""
    if name is None:
        return ()
    row = DraftOperation
    found = await session.scalars(select(row.part_id).where(row.bot_id == bot_id, row.operation_id == name))
    return found.all()


def _standing(bot: Bot, draft: Draft, key: str, touched: tuple[Path, ...]) -> Standing:
    step: Json | None = value_at(draft.document, ("steps", key))
    if step is None:
        raise NotFound("part:not_found", "There is no such part.")
    made = _made(draft.document, step)
    steps = [part["id"] for part in made.steps if value_at(draft.document, ("steps", part["id"]))]
    return Standing(
        bot=bot,
        draft=draft,
        revision=bot.revision,
        key=key,
        steps=tuple(steps),
        requests=tuple(part["id"] for part in made.requests),
        exits=tuple(_exits(draft.document, made)),
        touched=touched or (("steps", key),),
    )


def _made(document: Json, step: Json) -> Made:
    kept: Any = step.get("preset")
    if kept is None or kept["id"] not in PRESETS:
        return Made(steps=[step])
    preset = PRESETS[kept["id"]]
    config = kept_config(preset, kept.get("config", {}))
    return Made(steps=[step]) if config is None else made_of(preset, config, _site(document, step))


def _exits(document: Json, made: Made) -> list[Exit]:
    found: list[Exit] = []
    for step in made.steps:
        for group in step.get("groups", ()):
            for way in group.get("connections", ()):
                path: Path = ("steps", step["id"], "groups", group["id"], "connections", way["id"])
                there = value_at(document, path)
                if way["to"] == OPEN and there is not None:
                    found.append(Exit(path=path, name=there.get("name", ""), to=there["to"]))
    return found
