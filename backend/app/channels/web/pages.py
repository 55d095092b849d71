"""The hosted chat: one page for every channel, and the component it is made of, kept in memory."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from app.kit.errors import NotFound

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; "
    "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FOR_EVER = "public, max-age=31536000, immutable"
VERSION = "{{version}}"


@dataclass(frozen=True, slots=True)
class Asset:
    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class ChatPage:
    """`version` is made from all files, so what is cached under it never changes."""

    version: str
    page: str
    assets: dict[str, Asset]


def read_chat_page(folder: Path) -> ChatPage:
    """Every file of the folder; only these can ever be asked for."""
    digest = hashlib.sha256()
    assets: dict[str, Asset] = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        digest.update(name.encode() + b"\0" + content)
        assets[name] = Asset(content, mimetypes.guess_type(name)[0] or "application/octet-stream")
    version = digest.hexdigest()[:12]
    page = assets.pop("index.html").content.decode().replace(VERSION, version)
    return ChatPage(version, page, assets)


def pages_router(chat: ChatPage) -> APIRouter:
    """/chat/{channel_id} and /chat-assets/…"""
    router = APIRouter(include_in_schema=False)

    @router.get("/chat/{channel_id}")
    async def page(channel_id: str) -> HTMLResponse:
        del channel_id  # the component reads it from the address
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
        return HTMLResponse(chat.page, headers=headers)

    @router.get("/chat-assets/{version}/{name:path}")
    async def asset(version: str, name: str) -> Response:
        found = chat.assets.get(name) if version == chat.version else None
        if found is None:
            raise NotFound("api:not_found", "There is nothing at this address.")
        return Response(found.content, media_type=found.kind, headers={"Cache-Control": FOR_EVER})

    return router
