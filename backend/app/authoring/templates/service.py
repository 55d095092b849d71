"""Making, making anew and removing templates. A version never changes; a new one is a new row."""

from asyncio import to_thread
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.engine import DocumentError, TemplateDocument, values
from app.engine.document import canonical, parse_authored
from app.kit.errors import Conflict, Forbidden, InvalidInput
from app.storage.holding import hold_workspace

from ..bots import locked_bot
from ..changes import Operation, Terms, change
from ..changes.conflicts import Base, check_conflicts, claims_on
from ..changes.line import draft_history
from ..draft import read_draft
from ..exchange.documents import refused
from ..exchange.texts import check_texts
from ..gallery import PREFIX
from .extracting import Chosen, Extracted, extract
from .limits import MOST_BYTES, MOST_VERSIONS
from .repository import (
    Found,
    add,
    newest_version,
    one_template,
    room_of,
    users_of,
    version_row,
)

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a template goes, and who puts it there."""

    workspace_id: UUID
    person_id: UUID


def parse(source: bytes | Json) -> TemplateDocument:
    """InvalidInput `document:invalid` with every fault by path."""
    try:
        return parse_authored(source, "template")
    except DocumentError as faulty:
        raise refused(faulty, "template") from None


def parse_given(source: bytes | Json) -> TemplateDocument:
    """The same of a document that comes in, whose texts are held to what other routes take."""
    document = parse(source)
    try:
        check_texts(document)
    except DocumentError as faulty:
        raise refused(faulty, "template") from None
    return document


async def keep(session: AsyncSession, place: Place, document: TemplateDocument) -> tuple[Found, bool]:
    """The version as it is there, and whether it is new; Conflict `template:version_taken` where another
    document has its number."""
    _check_id(document.id)
    await hold_workspace(session, place.workspace_id)
    there = await version_row(session, place.workspace_id, document.id, document.version)
    if there is None:
        return await _added(session, place, document), True
    if there.document != canonical(document):
        newest = await newest_version(session, place.workspace_id, document.id)
        raise Conflict(
            "template:version_taken",
            "This version is there already, and a version never changes. Give it the next number.",
            newest=newest,
        )
    return await one_template(session, there.id), False


async def keep_next(session: AsyncSession, of: Found, place: Place, document: TemplateDocument) -> Found:
    """The document as the next version, whatever number it bears."""
    if document.id != of.key:
        raise InvalidInput("template:other_id", "A version has the id of its template.", id=of.key)
    return await _kept_next(session, place, document)


async def _kept_next(session: AsyncSession, place: Place, document: TemplateDocument) -> Found:
    _check_id(document.id)
    await hold_workspace(session, place.workspace_id)
    number = await newest_version(session, place.workspace_id, document.id) + 1
    return await _added(session, place, document.model_copy(update={"version": number}))


async def _added(session: AsyncSession, place: Place, document: TemplateDocument) -> Found:
    """Conflict `template:too_many` where the workspace has no room for it."""
    number, taken = await room_of(session, place.workspace_id)
    size = len(values.encode(canonical(document)))
    if number >= MOST_VERSIONS or taken + size > MOST_BYTES:
        raise Conflict(
            "template:too_many",
            "The workspace has as many templates as it may have. Remove versions that no bot runs.",
            limit=MOST_VERSIONS,
            bytes=MOST_BYTES,
        )
    found = await add(session, place.workspace_id, document)
    record(session, _change("template.create", found, place))
    return found


async def remove(session: AsyncSession, of: Found, person_id: UUID) -> None:
    """Conflict `template:in_use` while a draft or another template runs it; what is published has a copy of
    its own."""
    if of.workspace_id is None:
        raise Forbidden("template:gallery", "Templates of the gallery stay.")
    await hold_workspace(session, of.workspace_id)
    users = await users_of(session, of)
    if users.bots or users.templates:
        raise Conflict(
            "template:in_use",
            "Bots or other templates run this version; update or remove their steps first.",
            bots=[{"id": str(bot.id), "name": bot.name} for bot in users.bots],
            templates=[
                {"id": str(one.id), "key": one.key, "version": one.version} for one in users.templates
            ],
        )
    row = await version_row(session, of.workspace_id, of.key, of.version)
    if row is not None:
        await session.delete(row)
        place = Place(workspace_id=of.workspace_id, person_id=person_id)
        record(session, _change("template.delete", of, place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What becomes a template, and whether it takes the place of the steps it was made from."""

    bot_id: UUID
    chosen: Chosen
    replace: bool
    base_revision: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """`step`: the id of the step that runs the template now."""

    found: Found
    document: TemplateDocument
    revision: int
    step: str | None


async def make_from_steps(session: AsyncSession, place: Place, wish: Wish) -> Made:
    """A template of chosen steps, as the next version of its id; Conflict `change:conflict` where they were
    changed since the base revision."""
    bot = await locked_bot(session, wish.bot_id)
    draft = await read_draft(session, bot)
    if wish.base_revision is not None:
        seen = [Operation(op="set", path=("steps", key)) for key in wish.chosen.keys]
        base = Base(revision=wish.base_revision, author_id=place.person_id)
        await check_conflicts(session, draft_history(bot), base, claims_on(seen), draft.document)
    extracted, document = await to_thread(_extracted, draft.document, wish.chosen)
    found = await _kept_next(session, place, document)
    if not wish.replace:
        return Made(found=found, document=document, revision=bot.revision, step=None)
    terms = Terms(author_id=place.person_id, base_revision=wish.base_revision)
    changed = await change(session, wish.bot_id, _replacing(extracted, wish.chosen, found.version), terms)
    return Made(found=found, document=document, revision=changed.revision, step=extracted.entry)


def _extracted(document: Json, chosen: Chosen) -> tuple[Extracted, TemplateDocument]:
    extracted = extract(document, chosen)
    return extracted, parse({**extracted.template, "version": 1})


def _replacing(extracted: Extracted, chosen: Chosen, version: int) -> list[Operation]:
    instance = {**extracted.instance, "template": {**extracted.instance["template"], "version": version}}
    gone = [key for key in dict.fromkeys(chosen.keys) if key != extracted.entry]
    return [
        Operation(op="set", path=("steps", extracted.entry), value=instance),
        *(Operation(op="remove", path=("steps", key)) for key in gone),
        *(
            Operation(op="add", path=("steps",), value=step, after=extracted.entry)
            for step in extracted.beside
        ),
    ]


def _check_id(key: str) -> None:
    if key.startswith(PREFIX):
        raise InvalidInput(
            "template:reserved_id", f"Ids that begin with {PREFIX} are those of the gallery.", id=key
        )


def _change(action: str, found: Found, place: Place) -> Change:
    what = {"key": found.key, "version": found.version}
    return Change(
        action=action,
        subject_id=found.id,
        workspace_id=place.workspace_id,
        actor_id=place.person_id,
        before=what if action == "template.delete" else None,
        after=what if action == "template.create" else None,
    )
