"""The hosted chat page and its files: what may be cached, what may run, and what is out of reach."""

import re

import pytest
from authors import NOBODY

from app.main import CHAT

PAGE = f"/chat/{NOBODY}"


@pytest.fixture
async def version(client):
    return re.search(r"/chat-assets/(\w+)/", (await client.get(PAGE)).text)[1]


async def test_the_page_runs_our_scripts_alone_and_is_asked_for_anew(client):
    page = await client.get(PAGE)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "{{" not in page.text
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page.text)


async def test_every_file_is_served_under_its_version_for_ever(client, version):
    kinds = {".js": "javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    for file in (path for path in CHAT.rglob("*") if path.is_file() and path.name != "index.html"):
        name = file.relative_to(CHAT).as_posix()
        asset = await client.get(f"/chat-assets/{version}/{name}")
        assert asset.status_code == 200, name
        assert asset.content == file.read_bytes()
        assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert kinds[file.suffix] in asset.headers["content-type"]
        assert asset.headers["x-content-type-options"] == "nosniff"


async def test_whatever_the_page_names_is_there(client):
    for address in re.findall(r'(?:src|href)="(/[^"]*)"', (await client.get(PAGE)).text):
        assert (await client.get(address)).status_code == 200, address


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "nothing.js",
        "",
        "../index.html",
        "..%2findex.html",
        "%2e%2e/%2e%2e/backend/app/main.py",
        "..%2f..%2f..%2fbackend%2fapp%2fmain.py",
        "....//backend/app/main.py",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "messages",
        "messages/../page.js%00",
        "page.js%00",
    ],
)
async def test_nothing_but_its_files_can_be_asked_for(client, version, name):
    answer = await client.get(f"/chat-assets/{version}/{name}")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "api:not_found"


async def test_another_version_is_not_served_as_this_one(client):
    answer = await client.get("/chat-assets/000000000000/page.js")

    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
