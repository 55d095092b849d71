"""What a request sends: its own text, or files with what stands around them, read as they are sent."""

import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from app.engine.http import FileRef, FormPart, HttpRequest
from app.kit.egress import Content, EgressError, Streamed
from app.kit.egress.errors import INVALID
from app.runtime.ports import Origin, SentFile, Uploads

MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(; ?[\x21-\x7e ]{1,200})?")
UNKNOWN_TYPE: Final = "application/octet-stream"

type Body = tuple[Content | None, str | None]  # and its content type


def has_files(request: HttpRequest) -> bool:
    return request.file is not None or any(part.file is not None for part in request.parts)


@dataclass(slots=True)
class Bodies:
    """Makes one body; `left` bytes of files may still be taken in."""

    uploads: Uploads | None
    origin: Origin
    left: int

    async def of(self, request: HttpRequest) -> Body:
        """EgressError `http:invalid` where a file is not there for this bot, or they are too large."""
        if request.file is not None:
            file = await self._find(request.file)
            return file.content, file.content_type
        if request.parts:
            return _framed([(part, await self._field(part)) for part in request.parts])
        return request.body, request.content_type

    async def _field(self, part: FormPart) -> SentFile | None:
        return None if part.file is None else await self._find(part.file)

    async def _find(self, wanted: FileRef) -> SentFile:
        found = await self.uploads.find(self.origin, wanted.file, self.left) if self.uploads else None
        if found is None:
            raise EgressError(INVALID, "no_file")
        self.left -= found.content.length
        kind = wanted.content_type or found.content_type
        if not MEDIA_TYPE.fullmatch(kind):
            kind = UNKNOWN_TYPE
        return SentFile(
            name=wanted.name or found.name, content_type=kind, sha256=found.sha256, content=found.content
        )


def _framed(fields: list[tuple[FormPart, SentFile | None]]) -> Body:
    """RFC 7578. The boundary is made of what is framed, so the same fields give the same bytes."""
    digest = sha256()
    for part, file in fields:
        digest.update(_head(part, file))
        digest.update(_text(part) if file is None else file.sha256)
    boundary = f"dbcv-{digest.hexdigest()[:32]}"
    line = f"--{boundary}\r\n".encode()
    pieces: list[Content] = []
    for part, file in fields:
        content = _text(part) if file is None else file.content
        pieces += (b"".join((line, _head(part, file), b"\r\n\r\n")), content, b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    return _joined(pieces), f"multipart/form-data; boundary={boundary}"


def _joined(pieces: list[Content]) -> Content:
    """Whole where it has no file in it."""
    texts = [piece for piece in pieces if isinstance(piece, bytes)]
    if len(texts) == len(pieces):
        return b"".join(texts)
    length = sum(piece.length if isinstance(piece, Streamed) else len(piece) for piece in pieces)
    return Streamed(length=length, pieces=lambda: _in_turn(pieces))


async def _in_turn(pieces: Iterable[Content]) -> AsyncGenerator[bytes]:
    for piece in pieces:
        if isinstance(piece, bytes):
            yield piece
            continue
        async with aclosing(piece.pieces()) as parts:
            async for part in parts:
                yield part


def _head(part: FormPart, file: SentFile | None) -> bytes:
    head = f'Content-Disposition: form-data; name="{_quoted(part.name)}"'
    if file is None:
        return head.encode(errors="replace")
    head += f'; filename="{_quoted(file.name)}"\r\nContent-Type: {file.content_type}'
    return head.encode(errors="replace")


def _text(part: FormPart) -> bytes:
    return part.text.encode(errors="replace")


def _quoted(name: str) -> str:
    """As browsers write it (the HTML standard): nothing in a name ends its line or its quotes."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
