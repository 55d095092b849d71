"""Giving a file out so that nothing in it acts in our name: sandboxed, not sniffed, hostile types saved."""

from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.storage.models import Attachment

from .names import disposition
from .pieces import Pieces
from .ranges import Part
from .sniffing import SHOWN, served_type

POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
BY_LINK = "private, max-age=86400, immutable"  # what is under an id never changes, but it may be removed
BY_TOKEN = "private, no-cache"  # noqa: S105 - a header, no secret


class FileResponse(Response):
    """Streams `pieces`, and lets go of them when the client leaves."""

    def __init__(self, pieces: Pieces, status: int, headers: dict[str, str]) -> None:
        super().__init__(status_code=status)
        self._pieces = pieces
        self.init_headers(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        async with aclosing(self._pieces) as pieces:
            start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            await send(start)
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


def headers_of(attachment: Attachment, *, by_link: bool) -> dict[str, str]:
    """What goes with every answer about its content."""
    return {
        "Content-Type": served_type(attachment.content_type),
        "Content-Disposition": disposition(attachment.name, shown=attachment.content_type in SHOWN),
        "Content-Security-Policy": POLICY,
        "Cache-Control": BY_LINK if by_link else BY_TOKEN,
        "ETag": etag(attachment),
        "Accept-Ranges": "bytes",
    }


def etag(attachment: Attachment) -> str:
    return f'"{attachment.sha256.hex()}"'


def is_known(attachment: Attachment, if_none_match: str | None) -> bool:
    """Whether the client has it already."""
    tags = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return "*" in tags or etag(attachment) in tags


def part_headers(part: Part | None, size: int) -> dict[str, str]:
    """What says how much comes: all of it, or a part."""
    if part is None:
        return {"Content-Length": str(size)}
    last = part.start + part.length - 1
    return {
        "Content-Length": str(part.length),
        "Content-Range": f"bytes {part.start}-{last}/{size}",
    }
