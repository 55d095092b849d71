"""/admin/api: what FastAdmin's page asks for. Nothing here answers without a session of an administrator.

FastAdmin's own routes are not mounted: among them are a configuration that is open to everybody, a sign-in
without limits, uploads and changes of passwords.
"""

from typing import Annotated, Any

from fastadmin import ActionInputSchema, ActionResponseSchema, WidgetActionInputSchema
from fastadmin.api.helpers import parse_list_filters_from_query_params
from fastadmin.api.schemas import ExportInputSchema
from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, StreamingResponse

from app.accounts.repository import Users

from .doors import doors
from .faults import answered
from .registry import PREFIX, register
from .service import Service
from .visit import COOKIE, TheVisit
from .words import legends, translated

register()

_OWN = {"search", "sort_by", "offset", "limit"}
_LONGEST_SEARCH = 200

type Search = Annotated[str | None, Query(max_length=_LONGEST_SEARCH)]

api = APIRouter(prefix=f"{PREFIX}/api", include_in_schema=False)


def _filters(request: Request) -> dict[str, Any]:
    query = request.query_params
    return parse_list_filters_from_query_params(query.keys, query.getlist, exclude=_OWN)


@api.get("/configuration")
async def configuration(visit: TheVisit, request: Request) -> dict[str, Any]:
    """The sections, in the language of the browser."""
    with answered():
        found = await Service(visit).get_configuration(None, request=request)
    return translated(found, request.headers.get("accept-language", ""))


@api.get("/me")
async def me(visit: TheVisit) -> dict[str, Any]:
    """Whom the page greets."""
    async with visit.parts.database.unit_of_work() as session:
        user = await Users(session).get(visit.person.person_id)
    return {"id": str(visit.person.person_id), "email": None if user is None else user.email}


@api.post("/sign-out")
async def sign_out(visit: TheVisit) -> JSONResponse:
    """Ends the session here and in the browser."""
    await visit.parts.accounts.logout(visit.person)
    answer = JSONResponse({})
    answer.delete_cookie(COOKIE, path=PREFIX)
    return answer


@api.get("/list/{model}")
async def list_rows(  # noqa: PLR0913 - FastAdmin's page asks so
    visit: TheVisit,
    request: Request,
    model: str,
    search: Search = None,
    sort_by: str | None = None,
    offset: int = 0,
    limit: int = 25,
) -> dict[str, Any]:
    with answered():
        rows, total = await Service(visit).list(
            None,
            model,
            search=search,
            sort_by=sort_by,
            filters=_filters(request),
            offset=offset,
            limit=limit,
            request=request,
        )
    return {"total": total, "results": rows}


@api.get("/retrieve/{model}/{row_id}")
async def retrieve(visit: TheVisit, request: Request, model: str, row_id: str) -> dict[str, Any]:
    with answered():
        return await Service(visit).get(None, model, row_id, request=request)


@api.post("/add/{model}")
async def add(visit: TheVisit, request: Request, model: str, payload: dict[str, Any]) -> dict[str, Any]:
    with answered():
        return await Service(visit).add(None, model, payload, request=request)


@api.patch("/change/{model}/{row_id}")
async def change(
    visit: TheVisit, request: Request, model: str, row_id: str, payload: dict[str, Any]
) -> dict[str, Any]:
    with answered():
        return await Service(visit).change(None, model, row_id, payload, request=request)


@api.delete("/delete/{model}/{row_id}")
async def delete(visit: TheVisit, request: Request, model: str, row_id: str) -> str:
    with answered():
        await Service(visit).delete(None, model, row_id, request=request)
    return row_id


@api.post("/export/{model}")
async def export(  # noqa: PLR0913 - FastAdmin's page asks so
    visit: TheVisit,
    request: Request,
    model: str,
    payload: ExportInputSchema,
    search: Search = None,
    sort_by: str | None = None,
) -> StreamingResponse:
    """What the list shows, as CSV or JSON."""
    with answered():
        name, kind, stream = await Service(visit).export(
            None,
            model,
            payload,
            search=search,
            sort_by=sort_by,
            filters=_filters(request),
            request=request,
        )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(iter([] if stream is None else stream), headers=headers, media_type=kind)


@api.post("/action/{model}/{action}")
async def act(
    visit: TheVisit, request: Request, model: str, action: str, payload: ActionInputSchema
) -> ActionResponseSchema | None:
    with answered():
        return await Service(visit).action(None, model, action, payload, request=request)


@api.post("/widget-action/{model}/{name}")
async def draw(
    visit: TheVisit, request: Request, model: str, name: str, payload: WidgetActionInputSchema
) -> dict[str, Any]:
    """The figures of a chart."""
    with answered():
        drawn = await Service(visit).widget_action(None, model, name, payload, request=request)
    return {"data": legends(drawn.data, request.headers.get("accept-language", ""))}


ROUTERS = (doors, api)
