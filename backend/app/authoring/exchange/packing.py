"""Writing a bundle: an archive that goes out while it is made, and is the same for the same bot."""

import zipfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import IO, cast

from app.kit.errors import TooLarge
from app.runtime.shelves import FileShelf
from app.storage.models import Attachment

from .limits import BUNDLE_BYTES, ENTRIES

DOCUMENT = "bot.yaml"
FOLDER = "attachments"
_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest an archive can say: when it was packed is nobody's business
_MODE = 0o644 << 16
_UNIX = 3


def check_size(files: Sequence[Attachment]) -> None:
    """TooLarge where an import would not take it back."""
    if len(files) >= ENTRIES or sum(file.size for file in files) > BUNDLE_BYTES // 2:
        raise TooLarge("bundle:too_large", "The files of this bot are too large for a bundle.")


async def packed(document: str, files: Sequence[Attachment], shelf: FileShelf) -> AsyncGenerator[bytes]:
    """`bot.yaml`, and each file as `attachments/<id>/<name>`."""
    out = _Out()
    with zipfile.ZipFile(cast("IO[bytes]", out), "w") as archive:
        archive.writestr(_entry(DOCUMENT, zipfile.ZIP_DEFLATED), document.encode())
        yield out.taken()
        for file in files:
            entry = _entry(f"{FOLDER}/{file.id}/{file.name}", zipfile.ZIP_STORED)
            entry.file_size = file.size
            async with aclosing(await shelf.read(file)) as pieces:
                with archive.open(entry, "w") as writing:
                    async for piece in pieces:
                        writing.write(piece)
                        yield out.taken()
    yield out.taken()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MADE)
    entry.compress_type, entry.external_attr, entry.create_system = compression, _MODE, _UNIX
    return entry


class _Out:
    """What the archive wrote and nobody has taken yet."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, piece: bytes) -> int:
        self._held += piece
        return len(piece)

    def flush(self) -> None:
        """Everything is at hand at once."""

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held
