"""The chat's built files: what may be cached, what may run, and what is out of reach."""

import re

import pytest
from authors import NOBODY

from chat_build import built_chat

PAGE = f"/chat/{NOBODY}"


@pytest.fixture(scope="module", autouse=True)
def built():
    return built_chat()


def policy_of(answer) -> dict[str, str]:
    parts = answer.headers["content-security-policy"].split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in parts)}


async def test_the_page_runs_our_scripts_alone_and_is_asked_for_anew(client):
    page = await client.get(PAGE)

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    policy = policy_of(page)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["frame-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "{{" not in page.text
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page.text)


async def test_every_file_is_served_under_its_name_for_ever(client, built):
    kinds = {".js": "javascript", ".css": "text/css", ".svg": "image/svg+xml"}
    files = [path for path in (built / "chat").iterdir() if path.suffix in kinds]
    assert len(files) > 5
    for file in files:
        asset = await client.get(f"/chat-assets/{file.name}")
        assert asset.status_code == 200, file.name
        assert asset.content == file.read_bytes()
        assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert asset.headers["access-control-allow-origin"] == "*"
        assert kinds[file.suffix] in asset.headers["content-type"]
        assert asset.headers["x-content-type-options"] == "nosniff"


async def test_whatever_the_pages_name_is_there(client):
    for page in (PAGE, "/chat-frame"):
        named = re.findall(r'(?:src|href)="(/[^"]*)"', (await client.get(page)).text)
        assert named
        for address in named:
            assert (await client.get(address)).status_code == 200, address


async def test_the_script_for_pages_of_others_is_asked_for_anew_and_sent_once(client, built):
    script = await client.get("/widget.js")
    assert script.content == (built / "widget.js").read_bytes()
    assert script.headers["content-encoding"] == "gzip"
    assert script.headers["cache-control"] == "no-cache"
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"
    again = await client.get("/widget.js", headers={"If-None-Match": script.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_frame_of_widgets_has_no_origin_and_reaches_nothing(client):
    policy = policy_of(await client.get("/chat-frame"))
    assert policy["sandbox"] == "allow-scripts"
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "connect-src" not in policy


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "frame.html",
        "nothing.js",
        "",
        "../index.html",
        "..%2findex.html",
        "%2e%2e/%2e%2e/backend/app/main.py",
        "..%2f..%2f..%2fbackend%2fapp%2fmain.py",
        "....//backend/app/main.py",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "index.html%00",
    ],
)
async def test_nothing_but_its_files_can_be_asked_for(client, name):
    answer = await client.get(f"/chat-assets/{name}")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "api:not_found"
