"""`/` and every address that the page's own router knows; the files of the build beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from app.kit.api.compressed import Accepts
from app.kit.api.faults import refused
from app.kit.errors import NotFound

from .files import A_DAY, FOR_EVER, BuiltFile, built_files
from .policy import nonce, page_headers

# First segments of the addresses of frontend/src/app/router.tsx.
PLACES = (
    "sign-in", "register", "account", "bots", "channels", "credentials", "templates", "people", "profile",
)  # fmt: skip
# First segments where programs ask: a fault there is told as JSON, whoever asks.
_OF_PROGRAMS = frozenset({"api", "ws", "chat", "hosted-chat", "health", "metrics", "admin", "mcp", "assets"})
_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>DBCV</title>
<h1>DBCV runs here, without its pages</h1>
<p>They have not been built yet: run <code>make build</code> in the folder of DBCV, then start it again
(<code>make up</code> does both). The API is at work: <a href="/docs">its reference</a>.</p>
<p lang="ru">Страницы ещё не собраны: выполните <code>make build</code> в папке DBCV и запустите её снова
(<code>make up</code> делает и то и другое). API работает: <a href="/docs">справочник</a>.</p></html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`page` has %NONCE% in it; None: nothing is built."""

    page: str | None
    assets: Mapping[str, BuiltFile]
    others: Mapping[str, BuiltFile]

    def answer(self, status: int = 200) -> HTMLResponse:
        if self.page is None:
            return HTMLResponse(_NOT_BUILT, status, {"Cache-Control": "no-cache"})
        once = nonce()
        return HTMLResponse(self.page.replace("%NONCE%", once), status, page_headers(once))


def read_site(folder: Path, told: Mapping[str, str]) -> Site:
    """`told`: what the page is to know before it asks, by the %NAME% in it."""
    page = folder / "index.html"
    others = built_files(folder, A_DAY)
    if "index.html" not in others:
        return Site(page=None, assets={}, others={})
    text = page.read_text()
    for name, value in told.items():
        text = text.replace(f"%{name}%", escape(value))
    icons = {name: one for name, one in others.items() if one.path.suffix in {".ico", ".svg", ".png"}}
    return Site(page=text, assets=built_files(folder / "assets", FOR_EVER), others=icons)


def add_site(app: FastAPI, site: Site) -> None:
    """Its routes, and its page for whoever looks for one where there is none."""
    app.include_router(_router(site))

    async def nothing_there(request: Request, error: HTTPException) -> Response:
        return site.answer(404) if _is_a_reader(request) else refused(error)

    app.add_exception_handler(404, nothing_there)  # pyright: ignore[reportArgumentType] - it types one for all


def _router(site: Site) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    async def page(request: Request) -> Response:
        if not _takes_pages(request):
            raise _nothing()
        return site.answer(200 if site.page is not None or request.url.path == "/" else 404)

    async def asset(name: str, accepts: Accepts = "") -> Response:
        return _found(site.assets, name).answer(accepts)

    async def other(request: Request, accepts: Accepts = "") -> Response:
        return _found(site.others, request.url.path[1:]).answer(accepts)

    for path in ("/", *(f"/{place}{rest}" for place in PLACES for rest in ("", "/{rest:path}"))):
        router.add_api_route(path, page, methods=["GET", "HEAD"])
    router.add_api_route("/assets/{name}", asset, methods=["GET", "HEAD"])
    for name in site.others:
        router.add_api_route(f"/{name}", other, methods=["GET", "HEAD"])
    return router


def _found(files: Mapping[str, BuiltFile], name: str) -> BuiltFile:
    if name not in files:
        raise _nothing()
    return files[name]


def _nothing() -> NotFound:
    return NotFound("api:not_found", "There is nothing at this address.")


def _takes_pages(request: Request) -> bool:
    accepted = request.headers.get("accept", "*/*")
    return "text/html" in accepted or "*/*" in accepted


def _is_a_reader(request: Request) -> bool:
    """Somebody at a browser, at an address that is none of a program's."""
    first = request.url.path.split("/")[1]
    is_asked_for = request.method in {"GET", "HEAD"} and "text/html" in request.headers.get("accept", "")
    return is_asked_for and first not in _OF_PROGRAMS
