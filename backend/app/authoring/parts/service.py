"""Reading and changing one part: a look at the draft, or operations on it."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Header, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot
from app.accounts.principals import Access, Principal
from app.kit.errors import NotFound
from app.kit.pagination import PageRequest, encode_cursor
from app.storage.models import Bot

from ..bots import steady_bot
from ..changes import LAST, Changed, Operation, Path, Terms, change, value_at
from ..changes.tree import LISTS
from ..draft import Draft, read_draft
from ..templates.instances import newer_by_step
from .ordering import place_in
from .places import Place, not_found, place_called, place_of, places_in
from .reaching import held, steady

type Json = dict[str, Any]
type Sort = Literal[
    "document", "created_at", "-created_at", "updated_at", "-updated_at", "key", "-key", "name", "-name"
]

INLINE = 64 * 1024  # bytes of a draft up to which looking through it is no matter for a thread
FEW = 200  # parts

# Where new parts go that stand directly in the bot.
COLLECTIONS: Mapping[str, str] = {kind: name for name, kind in LISTS["bot"].items()}
IfMatch = Annotated[
    str | None,
    Header(
        pattern=r'^"?[0-9]{1,9}"?$',
        description="The revision the draft was read at (`ETag`): 409 where the same was changed since.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, and the revision they have seen."""

    session: AsyncSession
    person: Principal
    base_revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which parts of a list are wanted."""

    bot_id: UUID
    page: PageRequest
    search: str | None
    sort: Sort
    key: str | None = None


def wanted_in(
    bot_id: UUID,
    key: Annotated[
        str | None, Query(max_length=140, description="The id in the document: the parts of this step, say.")
    ] = None,
    search: Annotated[
        str | None, Query(max_length=200, description="A part of the id or of any text.")
    ] = None,
    sort: Annotated[Sort, Query(description="As they stand in the document, or by a field.")] = "document",
) -> tuple[UUID, str | None, str | None, Sort]:
    """The query of a list of parts."""
    return bot_id, key, search, sort


def revision_of(header: str | None) -> int | None:
    return None if header is None else int(header.strip('"'))


def tag(response: Response, revision: int) -> None:
    """The answer says the revision of the draft it shows: `If-Match` takes it as it is."""
    response.headers["ETag"] = f'"{revision}"'


async def read_part(caller: Caller, kind: str, part_id: UUID) -> Json:
    """The part as it is shown."""
    bot, place = await steady(caller.session, caller.person, kind, part_id)
    return await _shown(caller.session, bot, place)


async def list_parts(caller: Caller, kind: str, wanted: Wanted) -> tuple[list[Json], str | None]:
    """A page of them, and the cursor of the next."""
    await require_bot(caller.session, caller.person, wanted.bot_id, Access.VIEWER)
    bot = await steady_bot(caller.session, wanted.bot_id)
    draft = await read_draft(caller.session, bot)
    places = await places_in(caller.session, kind, wanted.bot_id)
    is_little = draft.size <= INLINE and len(places) <= FEW
    sides = (draft.document, bot.revision, places, wanted)
    shown, cursor = _page(*sides) if is_little else await to_thread(_page, *sides)
    return await _told(caller.session, kind, draft, shown), cursor


def _page(
    document: Json, revision: int, places: Sequence[Place], wanted: Wanted
) -> tuple[list[Json], str | None]:
    standing = place_in(document)
    there = [(*standing(place.path), place) for place in places if wanted.key in {None, place.key}]
    there.sort(key=lambda one: one[0])
    found = [_part(place, revision, value) for _, value, place in there if value is not None]
    return _paged(_chosen(found, wanted), wanted.page)


def _chosen(found: list[Json], wanted: Wanted) -> list[Json]:
    """Those that are sought, as sorted; in the order of the document what is called just so is first."""
    sought = (wanted.search or "").casefold()
    if sought:
        found = [one for one in found if sought in _texts(one)]
    if wanted.sort == "document":
        return sorted(found, key=lambda one: sought != one["key"].casefold()) if sought else found
    field = wanted.sort.removeprefix("-")
    return sorted(
        found, key=lambda one: (one.get(field) or "", one["id"]), reverse=wanted.sort.startswith("-")
    )


async def create_part(caller: Caller, kind: str, bot_id: UUID, into: Path, given: Json) -> Json:
    """Add it to the list `into`; `given` may have `key` and `after_key`."""
    value = {name: part for name, part in given.items() if name not in {"key", "after_key"}}
    if given.get("key") is not None:
        value["id"] = given["key"]
    after = given.get("after_key", LAST)
    operation = Operation(op="add", path=into, value=value, after=after)
    changed = await _change(caller, bot_id, [operation])
    key = changed.applied[0].id or ""
    return await _after(caller.session, changed, await place_called(caller.session, kind, bot_id, key))


async def change_part(caller: Caller, kind: str, part_id: UUID, given: Json) -> Json:
    """Set the fields that are given; null takes one away."""
    bot, place = await held(caller.session, caller.person, kind, part_id)
    operations = [Operation(op="set", path=(*place.path, name), value=value) for name, value in given.items()]
    if not operations:
        return await _shown(caller.session, bot, place)
    changed = await _change(caller, place.bot_id, operations)
    return await _after(caller.session, changed, await place_of(caller.session, kind, part_id))


async def remove_part(caller: Caller, kind: str, part_id: UUID) -> None:
    _, place = await held(caller.session, caller.person, kind, part_id)
    await _change(caller, place.bot_id, [Operation(op="remove", path=place.path)])


async def put_into_step(caller: Caller, kind: str, step_id: UUID, value: Json) -> Json:
    """What a step has at most one of: its message, its widget, its template."""
    _, step = await held(caller.session, caller.person, "step", step_id)
    path = (*step.path, *_IN_STEP[kind])
    changed = await _change(caller, step.bot_id, [Operation(op="set", path=path, value=value)])
    place = await place_called(caller.session, kind, step.bot_id, step.key)
    return await _after(caller.session, changed, place)


_IN_STEP: Mapping[str, Path] = {
    "message": ("message",),
    "widget": ("message", "widget"),
    "template_instance": ("template",),
}


async def owner_of(caller: Caller, kind: str, part_id: UUID, bot_id: UUID | None = None) -> Place:
    """The step or group a new part goes into; NotFound where it is not in the bot that is named."""
    _, place = await held(caller.session, caller.person, kind, part_id)
    if bot_id is not None and place.bot_id != bot_id:
        raise not_found()
    return place


async def _change(caller: Caller, bot_id: UUID, operations: Sequence[Operation]) -> Changed:
    terms = Terms(author_id=caller.person.person_id, base_revision=caller.base_revision)
    return await change(caller.session, bot_id, operations, terms)


async def _after(session: AsyncSession, changed: Changed, place: Place) -> Json:
    """The part as the change left it: what is not committed is in no cache yet."""
    return await _one(session, changed.draft, changed.revision, place)


async def _shown(session: AsyncSession, bot: Bot, place: Place) -> Json:
    return await _one(session, await read_draft(session, bot), bot.revision, place)


async def _one(session: AsyncSession, draft: Draft, revision: int, place: Place) -> Json:
    value = value_at(draft.document, place.path)
    if value is None and place.kind != "message":
        raise not_found()
    (shown,) = await _told(session, place.kind, draft, [_part(place, revision, value)])
    return shown


async def _told(session: AsyncSession, kind: str, draft: Draft, parts: list[Json]) -> list[Json]:
    """With what is known of them beside the document."""
    if kind != "template_instance" or not parts:
        return parts
    bot = await steady_bot(session, parts[0]["bot_id"])
    newer = await newer_by_step(session, bot.workspace_id, draft, [part["key"] for part in parts])
    return [{**part, **newer[part["key"]]} for part in parts]


def _part(place: Place, revision: int, value: Any) -> Json:
    shown = {
        "id": place.id,
        "bot_id": place.bot_id,
        "key": place.key,
        "revision": revision,
        "created_at": place.created_at,
        "updated_at": place.updated_at,
    }
    if place.kind in _OWNERS:
        shown[_OWNERS[place.kind]] = place.owner_id
    inner = {name: part for name, part in (value or {}).items() if name != "id"}
    if place.kind == "template_instance":
        inner["template"] = value["id"]
    return shown | inner


# How the id of the step or group a part is in is called.
_OWNERS: Mapping[str, str] = {
    "group": "step_id",
    "connection": "group_id",
    "widget": "step_id",
    "template_instance": "step_id",
}


def _texts(value: Any) -> str:
    """Every text in a part, for searching."""
    if isinstance(value, dict):
        return "\n".join(map(_texts, value.values()))
    if isinstance(value, list):
        return "\n".join(map(_texts, value))
    return value.casefold() if isinstance(value, str) else ""


def _paged(found: list[Json], page: PageRequest) -> tuple[list[Json], str | None]:
    start = 0
    if page.after is not None:
        places = [place for place, one in enumerate(found) if one["id"] == page.after]
        if not places:
            raise NotFound("api:cursor_gone", "The part this page begins at is gone; begin anew.")
        start = places[0] + 1
    shown = found[start : start + page.limit]
    more = len(found) > start + page.limit
    return shown, encode_cursor(shown[-1]["id"]) if more else None
