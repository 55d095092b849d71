"""The chat of end users as it was built: the hosted page, the script for pages of others, and their parts."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header
from fastapi.responses import Response

from app.kit.api.compressed import Accepts, takes
from app.kit.errors import NotFound, Unavailable

from ..faces import NOBODYS, Face
from ..parts import Channels

PAGE, FRAME, WIDGET = "index.html", "frame.html", "widget.js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; frame-src 'self'; "
    "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)
# What draws the widgets of bots: on any page, with no origin, and it reaches nothing.
FRAME_POLICY = (
    "sandbox allow-scripts; default-src 'none'; script-src 'self'; img-src 'self' https:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
FOR_EVER = "public, max-age=31536000, immutable"
# It is a stranger's page that asks, and any may have what is the same for all.
FOR_ANYBODY = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_ORIGIN = re.compile(r"https?://[^\s;,'\"]+|\*").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A file as it is, and compressed."""

    content: bytes
    packed: bytes
    kind: str
    tag: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "Built":
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        return cls(content=content, packed=gzip.compress(content, mtime=0), kind=kind, tag=tag)

    def answer(self, accepts: str, headers: Mapping[str, str]) -> Response:
        is_packed = takes("gzip", accepts)
        own = {"Vary": "Accept-Encoding", **({"Content-Encoding": "gzip"} if is_packed else {})}
        content = self.packed if is_packed else self.content
        return Response(content, media_type=self.kind, headers={**headers, **own})


def read_chat(built: Path) -> Mapping[str, Built]:
    """Every file of the chat's build by its name; no other can be asked for. Empty: it was not built."""
    found = [*built.glob("chat/*"), built / WIDGET] if (built / "chat" / PAGE).is_file() else []
    packed = {".br", ".gz"}  # of the build, where it makes such: we have our own
    files = [path for path in found if path.is_file() and path.suffix not in packed]
    return {path.name: Built.of(path.name, path.read_bytes()) for path in files}


def chat_router(files: Mapping[str, Built]) -> APIRouter:
    """/chat/{channel_id}, /widget.js, /chat-frame and /chat-assets/…"""
    router = APIRouter(include_in_schema=False)

    @router.get("/chat/{channel_id}")
    async def page(channel_id: str, parts: Channels) -> Response:
        found = _of(files, PAGE)
        face = await parts.faces.of(UUID(channel_id)) if _is_id(channel_id) else NOBODYS
        policy = POLICY.format(ancestors=_ancestors(face))
        settings = escape(face.look.model_dump_json(exclude_defaults=True))
        html = found.content.decode().replace("{{settings}}", settings)
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
        return Response(html, media_type="text/html", headers=headers)

    @router.get("/widget.js")
    async def widget(
        accepts: Accepts = "", known: Annotated[str, Header(alias="if-none-match")] = ""
    ) -> Response:
        found = _of(files, WIDGET)
        headers = {"Cache-Control": "no-cache", "ETag": found.tag, **FOR_ANYBODY}
        if found.tag in known:
            return Response(status_code=304, headers=headers)
        return found.answer(accepts, headers)

    @router.get("/chat-frame")
    async def frame(accepts: Accepts = "") -> Response:
        headers = {"Content-Security-Policy": FRAME_POLICY, "Cache-Control": "no-cache", **FOR_ANYBODY}
        return _of(files, FRAME).answer(accepts, headers)

    @router.get("/chat-assets/{name}")
    async def asset(name: str, accepts: Accepts = "") -> Response:
        if name not in files or name in {PAGE, FRAME, WIDGET}:
            raise NotFound("api:not_found", "There is nothing at this address.")
        return files[name].answer(accepts, {"Cache-Control": FOR_EVER, **FOR_ANYBODY})

    return router


def _of(files: Mapping[str, Built], name: str) -> Built:
    if name not in files:
        raise Unavailable(
            "chat:not_built", "The chat has not been built yet: run make build, and start again."
        )
    return files[name]


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _ancestors(face: Face) -> str:
    """Who may show the page in a frame: the channel's sites, and nobody where it has none."""
    sites = [origin for origin in face.origins if _ORIGIN(origin)]
    return " ".join(["'self'", *sites]) if sites else "'none'"
