"""GET /attachments/{id}/content: the bytes, for whoever has the link or may see the file."""

import hmac
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Query, Request, Response
from pydantic import BaseModel

from app.accounts.dependencies import ThisProcess, current_person
from app.accounts.principals import Access, Principal
from app.kit.api import ApiRouter, coded, errors
from app.kit.api.faults import answer
from app.kit.errors import DbcvError
from app.storage.models import Attachment

from .access import not_found, require_attachment
from .giving import FileResponse, headers_of, is_known, part_headers
from .parts import Media
from .ports import FileMissing
from .ranges import Part, Unsatisfiable, read_range
from .repository import Attachments

router = ApiRouter(tags=["attachments"])

MISSING = FileMissing().message
NO_PART = "The file has no such part."
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    },
    206: {"description": "The part of it that was asked for"},
    304: {"description": "It is the one named by If-None-Match"},
}


class Conditions(BaseModel):
    """Headers that ask for less than all of it."""

    range: str | None = None
    if_range: str | None = None
    if_none_match: str | None = None


async def _found(
    attachment_id: UUID,
    request: Request,
    process: ThisProcess,
    key: Annotated[str | None, Query(max_length=100, description="As in the link of the file.")] = None,
) -> Attachment:
    """By its link, else by who asks. The transaction is over before the first byte goes out."""
    if key is None:
        return await _of_person(attachment_id, await current_person(request, process), process)
    async with process.database.unit_of_work() as work:
        attachment = await Attachments(work).get(attachment_id)
    if attachment is None or not hmac.compare_digest(attachment.key.encode(), key.encode()):
        raise not_found()
    return attachment


async def _of_person(attachment_id: UUID, person: Principal, process: ThisProcess) -> Attachment:
    async with process.database.unit_of_work() as work:
        return await require_attachment(work, person, attachment_id, Access.VIEWER)


Found = Annotated[Attachment, Depends(_found)]
Conditional = Annotated[Conditions, Header()]


@router.head("/attachments/{attachment_id}/content", include_in_schema=False)
@router.get(
    "/attachments/{attachment_id}/content",
    response_class=Response,
    responses={
        **FILE,
        **errors(503),
        **coded(404, media__missing=MISSING),
        **coded(416, attachment__range=NO_PART),
    },
)
async def read_content(attachment: Found, asked: Conditional, request: Request, media: Media) -> Response:
    """The file, or the part a Range asks for. Pictures, sound and video may be shown, all else is saved."""
    headers = headers_of(attachment, by_link="key" in request.query_params)
    if is_known(attachment, asked.if_none_match):
        return Response(status_code=304, headers=headers)
    try:
        part = _part(asked, headers["ETag"], attachment.size)
    except Unsatisfiable:
        return _beyond(attachment.size)
    status = 200 if part is None else 206
    headers |= part_headers(part, attachment.size)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    start, length = (0, attachment.size) if part is None else (part.start, part.length)
    return FileResponse(await media.library.read(attachment, start, length), status, headers)


def _part(asked: Conditions, etag: str, size: int) -> Part | None:
    is_same = asked.if_range is None or asked.if_range.strip() == etag
    return read_range(asked.range, size) if is_same else None


def _beyond(size: int) -> Response:
    error = DbcvError("attachment:range", NO_PART, size=size)
    error.status = 416
    return answer(error, {"Content-Range": f"bytes */{size}"})
