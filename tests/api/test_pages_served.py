"""The built pages: one page for its addresses, files for ever, and nothing of the API hidden."""

import gzip
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from app.kit.api.border import Border
from app.kit.api.faults import add_fault_handlers
from app.kit.api.site import add_site, read_site
from app.kit.api.site.pages import PLACES
from drive import calling

ROUTES = Path(__file__).parents[2] / "frontend" / "src" / "app" / "router.tsx"
PAGE = '<html><meta name="style-nonce" content="%NONCE%"><meta name="registration" content="%REGISTRATION%">'
SCRIPT = b"console.log(1)" * 200
A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip, br"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What a build leaves: the page, a script in three codings, an icon, and what is served elsewhere."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "widget.js").write_text("of another place")
    (folder / "assets" / "index-abc.js").write_bytes(SCRIPT)
    (folder / "assets" / "index-abc.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "assets" / "index-abc.js.br").write_bytes(b"as if brotli")
    (folder / "assets" / "inter.woff2").write_bytes(b"a font")
    return folder


@pytest.fixture
async def pages(built: Path) -> AsyncIterator[AsyncClient]:
    async with calling(serving(built)) as client:
        yield client


def serving(folder: Path) -> FastAPI:
    app = FastAPI(redirect_slashes=False)
    add_fault_handlers(app)
    add_site(app, read_site(folder, {"REGISTRATION": "invite"}))
    app.add_middleware(Border)
    return app


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/account", "/bots", "/bots/x/conversations/y", "/profile"]
)
async def test_every_address_of_the_pages_is_answered_by_the_one_page(pages, path):
    page = await pages.get(path, headers=A_BROWSER)

    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["cache-control"] == "no-cache"
    assert 'name="registration" content="invite"' in page.text
    assert (await pages.head(path, headers=A_BROWSER)).status_code == 200


async def test_the_page_runs_only_what_is_ours_and_stands_in_no_frame(pages):
    page = await pages.get("/")
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["font-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in page.headers["permissions-policy"]


async def test_styles_of_scripts_need_a_nonce_that_is_another_each_time(pages):
    nonces = []
    for _ in range(2):
        page = await pages.get("/")
        [said] = re.findall(r"'nonce-([\w-]+)'", page.headers["content-security-policy"])
        assert f'content="{said}"' in page.text
        nonces.append(said)

    assert nonces[0] != nonces[1]


async def test_a_file_is_kept_for_ever_and_comes_in_the_smallest_coding_that_is_read(pages):
    path = "/assets/index-abc.js"
    smallest = await pages.get(path, headers={"Accept-Encoding": "identity"})
    assert smallest.content == SCRIPT
    assert smallest.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert smallest.headers["content-type"].startswith("text/javascript")
    assert smallest.headers["vary"] == "Accept-Encoding"

    packed = await pages.get(path, headers={"Accept-Encoding": "gzip"})
    assert (packed.headers["content-encoding"], packed.content) == ("gzip", SCRIPT)
    both = await pages.head(path, headers={"Accept-Encoding": "gzip, br"})
    assert both.headers["content-encoding"] == "br"
    refused = await pages.head(path, headers={"Accept-Encoding": "br;q=0, gzip;q=0"})
    assert "content-encoding" not in refused.headers


async def test_only_files_of_the_build_are_there(pages):
    assert (await pages.get("/assets/inter.woff2")).headers["content-type"] == "font/woff2"
    assert (await pages.get("/icon.svg")).headers["content-type"] == "image/svg+xml"
    gone = ("nothing.js", "index-abc.js.gz", "..%2findex.html", "%2e%2e/index.html")
    for name in gone:
        assert (await pages.get(f"/assets/{name}")).status_code == 404, name
    assert (await pages.get("/widget.js")).status_code == 404
    assert (await pages.get("/index.html")).status_code == 404


async def test_who_mistypes_gets_a_page_and_a_program_gets_an_error(pages):
    mistyped = await pages.get("/nonsense/x", headers=A_BROWSER)
    assert (mistyped.status_code, mistyped.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "content-security-policy" in mistyped.headers

    for path, headers in (
        ("/nonsense", {"Accept": "application/json"}),
        ("/bots", {"Accept": "application/json"}),
        ("/api/v1/nothing", A_BROWSER),
        ("/assets/nothing.js", A_BROWSER),
    ):
        answer = await pages.get(path, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "api:not_found"), path
    assert (await pages.post("/bots", headers=A_BROWSER)).status_code == 405


async def test_without_a_build_it_says_how_to_make_one(tmp_path):
    async with calling(serving(tmp_path / "nowhere")) as client:
        page = await client.get("/", headers=A_BROWSER)
        assert page.status_code == 200
        assert "make build" in page.text
        assert "Страницы" in page.text
        assert (await client.get("/bots", headers=A_BROWSER)).status_code == 404


async def test_the_pages_hide_nothing_of_the_api(client):
    for path in ("/api/v1/bots", "/api/v1/nothing", "/health", "/openapi.json"):
        answer = await client.get(path, headers=A_BROWSER)
        assert answer.headers["content-type"].startswith("application/json"), path
    assert "Errors" in (await client.get("/docs/errors", headers=A_BROWSER)).text
    assert (await client.get("/api/v1/auth/login", headers=A_BROWSER)).status_code == 405


def test_every_address_that_the_pages_know_is_served():
    firsts = {
        path.split("/")[0] for path in re.findall(r'^\s+path: "([^"]+)"', ROUTES.read_text(), re.MULTILINE)
    }

    assert firsts - {""} == set(PLACES)
