"""Every route below /admin, asked by everybody who is no administrator just now."""

import pytest
from administrators import OWN, administrator
from starlette.routing import Route

from app.admin import ROUTERS
from drive import calling

# What answers without a session: the page to sign in, its style and its picture.
OPEN = {("GET", "/admin/sign-in"), ("POST", "/admin/sign-in")}
OPEN_FILES = {"sign-in.css", "icon.svg"}
LEADS_TO_THE_SIGN_IN = {("GET", "/admin"), ("GET", "/admin/"), ("GET", "/admin/live")}
PATHS = {"model": "User", "row_id": "x", "action": "x", "name": "x"}
ROUTES = sorted(
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, Route)
    for method in (route.methods or ())
    if method != "HEAD"
)
CLOSED = [one for one in ROUTES if one not in OPEN | LEADS_TO_THE_SIGN_IN]


async def ask(client, method, path):
    body = {} if method in {"GET", "DELETE"} else {"json": {}}
    return await client.request(method, path.format(**PATHS), headers=OWN, **body)


def is_shut(answer):
    return answer.status_code == 401 and answer.json()["error"]["code"] == "auth:required"


def test_the_routes_are_these():
    assert {path.removeprefix("/admin/api/").partition("/")[0] for _, path in CLOSED if "/api/" in path} == {
        *("action", "add", "change", "configuration", "delete", "export", "list", "me", "retrieve"),
        *("sign-out", "widget-action"),
    }
    assert len(ROUTES) == len(CLOSED) + len(OPEN) + len(LEADS_TO_THE_SIGN_IN)


async def test_without_a_session_there_is_the_page_to_sign_in_and_nothing_else(client):
    for route in CLOSED:
        assert is_shut(await ask(client, *route)), route
    for method, path in LEADS_TO_THE_SIGN_IN:
        answer = await ask(client, method, path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/admin/sign-in")
    for name in OPEN_FILES:
        assert (await client.get(f"/admin/static/{name}")).status_code == 200
    for name in ("index.min.js", "index.min.css", "before.js", "admin.css", "nothing", "..%2fpages.py"):
        assert (await client.get(f"/admin/static/{name}")).status_code in {401, 404}


@pytest.mark.parametrize("role", ["USER", "DEVELOPER"])
async def test_other_roles_come_to_nothing(app, role):
    async with administrator(app, role) as nobody:
        for route in CLOSED:
            assert is_shut(await ask(nobody.client, *route)), route
        assert (await nobody.client.get("/admin/")).status_code == 303


async def test_after_signing_out_nothing_answers_to_the_cookie(app):
    async with administrator(app) as gone:
        cookies = dict(gone.client.cookies)
        await gone.ask("POST", "/sign-out", json={})
    async with calling(app) as client:
        client.cookies.update(cookies)
        for route in CLOSED:
            assert is_shut(await ask(client, *route)), route


@pytest.mark.parametrize(
    "path",
    [
        "/admin/api/sign-in",
        "/admin/api/change-password/x",
        "/admin/api/upload-file/User/email",
        "/admin/static/index.html",
        "/admin/static/assets/worker-6Z7niv9l.js",
        "/admin/x",
    ],
)
async def test_nothing_else_of_fastadmin_is_there(admin, path):
    for method in ("GET", "POST", "PATCH"):
        answer = await admin.client.request(method, path, headers=OWN)
        assert answer.status_code in {404, 405}, (method, answer.text)


async def test_the_api_tells_nothing_of_it(app):
    told = app.openapi()

    assert not [path for path in told["paths"] if path.startswith("/admin")]


async def test_the_page_runs_two_scripts_of_ours_and_reaches_no_other_host(admin):
    page = await admin.client.get("/admin/")
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))

    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert "unsafe-inline" not in policy["style-src"]
    assert policy["style-src"] != (await policy_of(admin))["style-src"]  # another nonce each time
    assert "http" not in page.text.replace("http-equiv", "")


async def policy_of(admin):
    page = await admin.client.get("/admin")
    return dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))


async def test_its_files_are_kept_by_the_browser_and_by_nobody_between(admin):
    for name in ("index.min.js", "before.js"):
        answer = await admin.client.get(f"/admin/static/{name}", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["cache-control"].startswith("private")
