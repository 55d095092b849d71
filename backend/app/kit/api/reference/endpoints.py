"""/docs, /docs/errors, /docs/schemas/{name} and a page for each route, made of what /openapi.json says."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.kit.errors import NotFound

from .errors import errors_page
from .index import index_page
from .layout import STYLE
from .route import route_page
from .schema import schema_page

type Json = dict[str, Any]

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
}

docs = APIRouter(include_in_schema=False)


def _page(text: str) -> HTMLResponse:
    return HTMLResponse(text, headers=_HEADERS)


@docs.get("/docs")
async def _index(request: Request) -> HTMLResponse:
    return _page(index_page(request.app.openapi()))


@docs.get("/docs/style.css")
async def _style() -> Response:
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


@docs.get("/docs/errors")
async def _errors(request: Request) -> HTMLResponse:
    return _page(errors_page(request.app.openapi()))


@docs.get("/docs/schemas/{name}")
async def _schema(request: Request, name: str) -> HTMLResponse:
    told = request.app.openapi()
    if name not in told["components"]["schemas"]:
        raise NotFound("api:not_found", "There is nothing at this address.")
    return _page(schema_page(told, name))


@docs.get("/docs/routes/{operation_id}")
async def _route(request: Request, operation_id: str) -> HTMLResponse:
    told = request.app.openapi()
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            if operation["operationId"] == operation_id:
                return _page(route_page(told, f"{method.upper()} {path}", operation))
    raise NotFound("api:not_found", "There is nothing at this address.")
