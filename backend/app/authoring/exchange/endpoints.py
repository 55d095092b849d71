"""/bots/import, /bots/{id}/export, /bots/{id}/versions/diff."""

from asyncio import to_thread
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from app.accounts.access import require_bot, require_workspace
from app.accounts.dependencies import Developer, ThisProcess
from app.accounts.principals import Access, Principal
from app.engine import BotDocument
from app.engine.document import to_json, to_yaml
from app.kit.api import ApiRouter, errors
from app.kit.api.computing import TheProcessors
from app.kit.errors import InvalidInput
from app.kit.ids import uuid7
from app.runtime.shelves import FileShelf
from app.storage.models import Attachment, Bot

from ..bodies import BOT, document_body
from ..bots import personal_workspace, steady_bot
from ..changes.conflicts import check_unmoved
from ..inspection import Inspecting
from ..parts.service import IfMatch, revision_of
from ..placing import PLACE
from ..schemas import BotRead, Imported, IssueRead
from ..seen import Revision
from ..versions import whole_document
from .comparing import draft_and, two_of
from .documents import parse_given
from .files import files_in, files_of
from .importing import Importer, Luggage, Target, write
from .packing import check_size, packed
from .receiving import Source
from .schemas import Difference, ImportPreview, VersionsDifference
from .unpacking import Bundle

router = ApiRouter(prefix="/bots", tags=["bots"])

DOCUMENT = document_body(BOT, **{"application/zip": {"schema": {"type": "string", "format": "binary"}}})
EXPORT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The document, or a bundle of it with its files",
        "content": {
            "application/yaml": {"schema": {"type": "object"}},
            "application/json": {"schema": {"type": "object"}},
            "application/zip": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}
_WRITERS = {"yaml": to_yaml, "json": to_json}


def _shelf(request: Request) -> FileShelf:
    return cast("FileShelf", request.app.state.shelf)


Shelf = Annotated[FileShelf, Depends(_shelf)]


class ImportInto(BaseModel):
    """Over the draft of a bot, or as a new one in a workspace; the personal one where both are left out.
    `preview` (or `dry_run`, as `/changes` calls it): nothing is written, the answer says what would change.
    `base_revision`: that of the preview."""

    target_bot_id: UUID | None = None
    workspace_id: UUID | None = None
    preview: bool = False
    dry_run: bool = False
    base_revision: Revision | None = None


def _into(wanted: Annotated[ImportInto, Query()], if_match: IfMatch = None) -> ImportInto:
    revision = revision_of(if_match) if wanted.base_revision is None else wanted.base_revision
    if revision is not None and wanted.target_bot_id is None:
        raise InvalidInput("import:no_target", "Only the draft of a bot has a revision; say of which.")
    return wanted.model_copy(update={"base_revision": revision})


Into = Annotated[ImportInto, Depends(_into)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What imports and exports are done with."""

    process: ThisProcess
    shelf: Shelf
    inspecting: Inspecting
    processors: TheProcessors


AtDesk = Annotated[Desk, Depends(Desk)]


@router.post(
    "/import",
    status_code=201,
    dependencies=[PLACE],
    responses={
        200: {"model": ImportPreview, "description": "With `preview` or `dry_run`: nothing was written"},
        **errors(409, 413, 429, 503),
    },
    openapi_extra={"requestBody": DOCUMENT},
)
async def import_bot(
    sent: Source,
    person: Developer,
    desk: AtDesk,
    into: Into,
    response: Response,
) -> Imported | ImportPreview:
    """A document, JSON or YAML, or a bundle (a zip of it with its files), as a new bot, or over the draft of
    an existing one: parts whose id stays keep their history, and sessions go on. 409 `change:conflict` with
    the current revision where the draft is not at `base_revision` (or If-Match): preview it again."""
    target = await _target(desk, person, into)
    bundle = None if sent.bundle is None else await to_thread(Bundle, sent.bundle)
    source = sent.document if bundle is None else await to_thread(bundle.document)
    document = await desk.processors.run(parse_given, source)
    if into.preview or into.dry_run:
        response.status_code = 200
        return await _preview(desk, target, document, () if bundle is None else bundle.files)
    if bundle is None:
        return await _told(desk, await _written(desk, target, document), document)
    importer = Importer(database=desk.process.database, shelf=desk.shelf)
    async with importer.unpacked(bundle, document, target) as (renamed, luggage):
        bot = await _written(desk, target, renamed, luggage)
    return await _told(desk, bot, renamed)


async def _target(desk: Desk, person: Principal, into: ImportInto) -> Target:
    async with desk.process.database.unit_of_work() as session:
        if into.target_bot_id is not None:
            reach = await require_bot(session, person, into.target_bot_id, Access.EDITOR)
            place = reach.workspace_id
            check_unmoved(await steady_bot(session, into.target_bot_id), into.base_revision)
        else:
            place = into.workspace_id or await personal_workspace(session, person)
            await require_workspace(session, person, place, Access.EDITOR)
    return Target(
        workspace_id=place,
        bot_id=into.target_bot_id,
        person_id=person.person_id,
        base_revision=into.base_revision,
    )


async def _written(desk: Desk, target: Target, document: BotDocument, luggage: Luggage | None = None) -> Bot:
    async with desk.process.database.unit_of_work() as session:
        return await write(session, target, document, luggage)


async def _told(desk: Desk, bot: Bot, document: BotDocument) -> Imported:
    issues = await _issues(desk, bot, document)
    return Imported.model_validate({**BotRead.of(bot).model_dump(), "issues": issues})


async def _issues(
    desk: Desk, bot: Bot, document: BotDocument, bringing: Collection[UUID] = ()
) -> list[IssueRead]:
    around = await desk.inspecting.around(bot.workspace_id, bot.id, document, bringing)
    return [IssueRead.of(issue) for issue in await desk.inspecting.whole(around, document)]


async def _preview(
    desk: Desk, target: Target, document: BotDocument, bringing: Collection[UUID]
) -> ImportPreview:
    async with desk.process.database.unit_of_work() as session:
        there = None if target.bot_id is None else await steady_bot(session, target.bot_id)
        sides = await draft_and(session, there, document)
    changes = await desk.processors.run(sides.difference)
    bot = there or Bot(id=uuid7(), workspace_id=target.workspace_id)  # the one it would be
    issues = await _issues(desk, bot, document, bringing)
    return ImportPreview(revision=bot.revision, difference=Difference.of(changes), issues=issues)


class Wish(BaseModel):
    """`version`: the draft where it is left out."""

    format: Literal["yaml", "json", "bundle"] = "yaml"
    version: Annotated[int | None, Field(ge=1)] = None


@router.get(
    "/{bot_id}/export",
    response_class=Response,
    dependencies=[PLACE],
    responses={**EXPORT, **errors(413, 429, 503)},
)
async def export_bot(
    bot_id: UUID, person: Developer, desk: AtDesk, wish: Annotated[Wish, Query()]
) -> Response:
    """The draft, or a version, as an import takes it, with the templates it uses; `bundle`: a zip with the
    uploaded files its messages show, too."""
    async with desk.process.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.VIEWER)
        document = await whole_document(session, bot_id, wish.version)
        files = await files_of(session, reach.workspace_id, files_in(document))
    if wish.format == "bundle":
        return await _bundle(desk, bot_id, document, files)
    written = await desk.processors.run(_WRITERS[wish.format], document)
    return Response(written, media_type=f"application/{wish.format}; charset=utf-8")


async def _bundle(desk: Desk, bot_id: UUID, document: BotDocument, files: list[Attachment]) -> Response:
    check_size(files)
    named = {"Content-Disposition": f'attachment; filename="bot-{bot_id}.zip"'}
    written = await desk.processors.run(to_yaml, document)
    return StreamingResponse(packed(written, files, desk.shelf), media_type="application/zip", headers=named)


@router.get("/{bot_id}/versions/diff", dependencies=[PLACE], responses=errors(429))
async def compare_versions(
    bot_id: UUID,
    person: Developer,
    desk: AtDesk,
    before: Annotated[str, Query(alias="from", pattern=r"^(draft|[1-9][0-9]{0,8})$")],
    after: Annotated[str, Query(alias="to", pattern=r"^(draft|[1-9][0-9]{0,8})$")] = "draft",
) -> VersionsDifference:
    """What was added, removed, changed and moved between two versions, field by field; each a number or
    `draft`."""
    async with desk.process.database.unit_of_work() as session:
        await require_bot(session, person, bot_id, Access.VIEWER)
        sides = await two_of(session, bot_id, _number(before), _number(after))
    told = Difference.of(await desk.processors.run(sides.difference))
    return VersionsDifference(before=before, after=after, counts=told.counts, changes=told.changes)


def _number(side: str) -> int | None:
    return None if side == "draft" else int(side)
