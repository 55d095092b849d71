"""/templates, and updating /template-instances (interfaces.md)."""

from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response
from pydantic import BaseModel, StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot, require_workspace
from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.principals import Access, Principal
from app.engine import TemplateDocument
from app.engine.document import to_json, to_yaml
from app.engine.inspect import inspect
from app.kit.api import ApiRouter, errors
from app.kit.api.computing import TheProcessors
from app.kit.errors import Forbidden, NotFound, TooLarge
from app.kit.pagination import Page, PageQuery, PageRequest, encode_cursor

from ..bodies import TEMPLATE, document_body
from ..bots import personal_workspace
from ..changes.limits import LARGEST
from ..parts.service import IfMatch, revision_of
from ..placing import PLACE
from ..schemas import IssueRead, Issues
from .known import workspace_templates
from .repository import Found, gallery_rows, newest_of, not_found, one_template, template_called, versions_of
from .schemas import (
    FromSteps,
    TemplateImported,
    TemplateMade,
    TemplateRead,
    TemplateVersions,
    TemplateWhole,
)
from .service import Place, Wish, keep, keep_next, make_from_steps, parse, parse_given, remove
from .updating import router as instances

router = ApiRouter(prefix="/templates", tags=["templates"])

DOCUMENT = {"requestBody": document_body(TEMPLATE)}
MADE: dict[str, Any] = {
    "status_code": 201,
    "dependencies": [PLACE],
    "responses": errors(409, 413, 429),
}
_WRITERS = {"yaml": to_yaml, "json": to_json}


async def _source(request: Request, _: Developer) -> bytes:
    body = await request.body()
    if len(body) > LARGEST:
        raise TooLarge("document:too_large", "A document has at most 10 MB.", limit=LARGEST)
    return body


Source = Annotated[bytes, Depends(_source)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What takes a processor is done where nothing is held that others wait for."""

    process: ThisProcess
    processors: TheProcessors

    def work(self) -> AbstractAsyncContextManager[AsyncSession]:
        return self.process.database.unit_of_work()

    async def issues(self, workspace_id: UUID, document: TemplateDocument) -> list[IssueRead]:
        """What `inspect` finds in the template, as bots of the workspace would run it."""
        async with self.work() as session:
            templates = await workspace_templates(session, workspace_id)
        return [IssueRead.of(one) for one in await self.processors.run(inspect, document, templates)]


AtDesk = Annotated[Desk, Depends(Desk)]


@dataclass(frozen=True, slots=True)
class Which:
    """A version by its id, or the newest one of a key."""

    named: UUID | str
    workspace_id: UUID | None = None


def _named(
    template_id: Annotated[
        str,
        Path(max_length=64, description="Its id (one version), or its `key` (the newest): `dbcv-ask-email`."),
    ],
    workspace_id: Annotated[
        UUID | None, Query(description="Where the key is looked for; the personal one where left out.")
    ] = None,
) -> Which:
    with suppress(ValueError):
        return Which(UUID(template_id))
    return Which(template_id, workspace_id)


Named = Annotated[Which, Depends(_named)]


class Listed(BaseModel):
    """Templates a bot, or the bots of a workspace, may use; the personal one where both are left out."""

    workspace_id: UUID | None = None
    bot_id: UUID | None = None
    source: Literal["workspace", "gallery"] | None = None
    search: Annotated[str | None, StringConstraints(max_length=200)] = None


@router.get("")
async def list_templates(
    person: Developer, session: Work, page: PageQuery, wanted: Annotated[Listed, Query()]
) -> Page[TemplateRead]:
    """The newest version of each template of the workspace and of the gallery, by id; `search`: a part of the
    id, the name or the description."""
    workspace_id = await _listed_in(session, person, wanted)
    found = [*await newest_of(session, workspace_id), *_newest_of_gallery()]
    shown = sorted(map(TemplateRead.of, found), key=lambda one: (one.key, str(one.id)))
    if wanted.source is not None:
        shown = [one for one in shown if one.source == wanted.source]
    if wanted.search:
        sought = wanted.search.casefold()
        shown = [one for one in shown if sought in f"{one.key}\n{one.name}\n{one.description}".casefold()]
    return _paged(shown, page)


@router.post(
    "/import",
    status_code=201,
    dependencies=[PLACE],
    responses={
        200: {"model": TemplateImported, "description": "The same version was there"},
        **errors(409, 413, 429),
    },
    openapi_extra=DOCUMENT,
)
async def import_template(
    source: Source, person: Developer, desk: AtDesk, response: Response, workspace_id: UUID | None = None
) -> TemplateImported:
    """A template document, JSON or YAML. The same version again answers 200; another document under its
    number 409 with the newest number."""
    async with desk.work() as session:
        place = await _place(session, person, workspace_id)
    document = await desk.processors.run(parse_given, source)
    async with desk.work() as session:
        found, is_new = await keep(session, place, document)
    response.status_code = 201 if is_new else 200
    issues = await desk.issues(place.workspace_id, document)
    return TemplateImported(**_whole(found), is_new=is_new, issues=issues)


@router.post("/from-steps", **MADE)
async def make_template(
    wanted: FromSteps, person: Developer, desk: AtDesk, if_match: IfMatch = None
) -> TemplateMade:
    """A template of chosen steps of a bot, as the next version of its id: outer variables come in and go out,
    connections that lead out end it. With `replace` the bot runs it in their place. 409 `change:conflict`
    where the steps were changed since `base_revision` (or If-Match)."""
    least = Access.EDITOR if wanted.replace else Access.VIEWER
    seen = revision_of(if_match) if wanted.base_revision is None else wanted.base_revision
    wish = Wish(bot_id=wanted.bot_id, chosen=wanted.chosen(), replace=wanted.replace, base_revision=seen)
    async with desk.work() as session:
        reach = await require_bot(session, person, wanted.bot_id, least)
        place = await _place(session, person, reach.workspace_id)
        made = await make_from_steps(session, place, wish)
    issues = await desk.issues(place.workspace_id, made.document)
    return TemplateMade(
        **_whole(made.found), is_new=True, issues=issues, revision=made.revision, step=made.step
    )


@router.get("/{template_id}")
async def read_template(template: Named, person: Developer, session: Work) -> TemplateWhole:
    """One version with its document."""
    return TemplateWhole.whole(await _reached(session, person, template, Access.VIEWER))


@router.delete("/{template_id}", status_code=204, responses=errors(409))
async def delete_template(template_id: UUID, person: Developer, session: Work) -> None:
    """Remove one version; 409 while a draft runs it. What was published keeps its own copy."""
    found = await _reached(session, person, Which(template_id), Access.EDITOR)
    await remove(session, found, person.person_id)


@router.get("/{template_id}/versions")
async def list_template_versions(template: Named, person: Developer, session: Work) -> TemplateVersions:
    """Every version of the template, newest first."""
    found = await _reached(session, person, template, Access.VIEWER)
    return TemplateVersions(items=[TemplateRead.of(one) for one in await versions_of(session, found)])


@router.post(
    "/{template_id}/versions",
    status_code=201,
    dependencies=[PLACE],
    responses=errors(409, 413, 429),
    openapi_extra=DOCUMENT,
)
async def make_version(template: Named, source: Source, person: Developer, desk: AtDesk) -> TemplateImported:
    """The document as the next version; the number it bears does not count. Bots keep the one they pin."""
    async with desk.work() as session:
        found = await _reached(session, person, template, Access.EDITOR)
        place = await _place(session, person, found.workspace_id)
    document = await desk.processors.run(parse_given, source)
    async with desk.work() as session:
        made = await keep_next(session, found, place, document)
    issues = await desk.issues(place.workspace_id, document)
    return TemplateImported(**_whole(made), is_new=True, issues=issues)


@router.get("/{template_id}/inspect", dependencies=[PLACE], responses=errors(429))
async def inspect_template(template: Named, person: Developer, desk: AtDesk) -> Issues:
    """What is wrong with the template, errors first."""
    async with desk.work() as session:
        found = await _reached(session, person, template, Access.VIEWER)
        workspace_id = found.workspace_id or await personal_workspace(session, person)
    document = await desk.processors.run(parse, found.document)
    return Issues(issues=await desk.issues(workspace_id, document))


@router.get(
    "/{template_id}/export",
    response_class=Response,
    dependencies=[PLACE],
    responses={
        200: {"description": "The document", "content": DOCUMENT["requestBody"]["content"]},
        **errors(429),
    },
)
async def export_template(
    template: Named,
    person: Developer,
    desk: AtDesk,
    form: Annotated[Literal["yaml", "json"], Query(alias="format")] = "yaml",
) -> Response:
    """The document as an import takes it."""
    async with desk.work() as session:
        found = await _reached(session, person, template, Access.VIEWER)
    written = await desk.processors.run(lambda: _WRITERS[form](parse(found.document)))
    return Response(written, media_type=f"application/{form}; charset=utf-8")


async def _listed_in(session: AsyncSession, person: Principal, wanted: Listed) -> UUID:
    if wanted.bot_id is not None:
        return (await require_bot(session, person, wanted.bot_id, Access.VIEWER)).workspace_id
    workspace_id = wanted.workspace_id or await personal_workspace(session, person)
    await require_workspace(session, person, workspace_id, Access.VIEWER)
    return workspace_id


async def _place(session: AsyncSession, person: Principal, workspace_id: UUID | None) -> Place:
    place = workspace_id or await personal_workspace(session, person)
    await require_workspace(session, person, place, Access.EDITOR)
    return Place(workspace_id=place, person_id=person.person_id)


async def _reached(session: AsyncSession, person: Principal, which: Which, least: Access) -> Found:
    if isinstance(which.named, UUID):
        found = await one_template(session, which.named)
    else:
        place = which.workspace_id or await personal_workspace(session, person)
        found = await template_called(session, place, which.named)
    if found.workspace_id is None:
        if least > Access.VIEWER:
            raise Forbidden("template:gallery", "Templates of the gallery stay as they are.")
        return found
    try:
        await require_workspace(session, person, found.workspace_id, least)
    except NotFound as hidden:
        raise not_found() from hidden
    except Forbidden as refused:
        raise Forbidden("template:forbidden", "Your role doesn't allow this.") from refused
    return found


def _newest_of_gallery() -> list[Found]:
    newest: dict[str, Found] = {}
    for row in gallery_rows().values():
        known = newest.get(row.key)
        if known is None or known.version < row.version:
            newest[row.key] = row
    return [*newest.values()]


def _paged(shown: list[TemplateRead], page: PageRequest) -> Page[TemplateRead]:
    start = 0
    if page.after is not None:
        places = [place for place, one in enumerate(shown) if one.id == page.after]
        if not places:
            raise NotFound("api:cursor_gone", "The template this page begins at is gone; begin anew.")
        start = places[0] + 1
    items = shown[start : start + page.limit]
    more = len(shown) > start + page.limit
    return Page(items=items, next_cursor=encode_cursor(items[-1].id) if more else None)


def _whole(found: Found) -> dict[str, Any]:
    return TemplateWhole.whole(found).model_dump()


ROUTERS = (router, instances)
