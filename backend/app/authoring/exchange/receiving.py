"""What comes in with an import: a document, or a bundle that is put aside on disk."""

from asyncio import to_thread
from collections.abc import AsyncIterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Annotated, BinaryIO

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from app.accounts.dependencies import Developer
from app.kit.errors import BadRequest, TooLarge

from ..changes.limits import LARGEST
from .limits import BUNDLE_BYTES

_SIGN = b"PK"
_BUNDLE = "application/zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One of both."""

    document: bytes = b""
    bundle: BinaryIO | None = None


async def _sent(request: Request, _: Developer) -> AsyncIterator[Sent]:
    """The body as it came; who may not import has sent it for nothing."""
    with TemporaryFile() as spool:
        try:
            sent = await _received(request, spool)
        except ClientDisconnect as gone:
            raise BadRequest("document:aborted", "The upload broke off.") from gone
        yield sent


Source = Annotated[Sent, Depends(_sent)]


async def _received(request: Request, spool: BinaryIO) -> Sent:
    head = bytearray()
    pieces = aiter(request.stream())
    async for piece in pieces:
        head += piece
        if len(head) >= len(_SIGN):
            break
    if head.startswith(_SIGN) or request.headers.get("content-type", "").startswith(_BUNDLE):
        return Sent(bundle=await _to_disk(bytes(head), pieces, spool))
    async for piece in pieces:
        head += piece
        if len(head) > LARGEST:
            break
    if len(head) > LARGEST:
        raise TooLarge("document:too_large", "A document has at most 10 MB.", limit=LARGEST)
    return Sent(document=bytes(head))


async def _to_disk(head: bytes, pieces: AsyncIterator[bytes], file: BinaryIO) -> BinaryIO:
    size = file.write(head)
    async for piece in pieces:
        size += len(piece)
        if size > BUNDLE_BYTES:
            raise TooLarge("bundle:too_large", "The bundle is too large.", limit=BUNDLE_BYTES)
        await to_thread(file.write, piece)
    return file
