"""Reading a bundle somebody sent: nothing in it is believed before it was looked at.

The table of contents is measured before it is read, names are matched and never used as paths, and no entry
gives more bytes than it says it has.
"""

import re
import struct
import zipfile
import zlib
from asyncio import to_thread
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import IO, BinaryIO
from uuid import UUID

from app.kit.errors import InvalidInput, TooLarge

from ..changes.limits import LARGEST
from .limits import BUNDLE_BYTES, DIRECTORY_BYTES, ENTRIES

_END = struct.Struct("<4s4H2LH")  # the end of an archive without a comment
_END_SIGN = b"PK\x05\x06"
_LOCATOR_SIGN, _LOCATOR_BYTES = b"PK\x06\x07", 20
_DOCUMENT = re.compile(r"bot\.(?:yaml|yml|json)").fullmatch
_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_FILE = re.compile(rf"attachments/({_ID})/([^/\\]{{1,200}})").fullmatch
_FOLDER = re.compile(rf"attachments/(?:{_ID}/)?").fullmatch
_PIECE = 256 * 1024
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BundledFile:
    """An entry with the name the file had."""

    name: str
    entry: zipfile.ZipInfo


class Bundle:
    """An archive that is open as long as the file it was read from."""

    def __init__(self, file: BinaryIO) -> None:
        """InvalidInput `bundle:…` where it is none or might do harm, TooLarge where it is too much."""
        _check_end(file)
        try:
            self._archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as broken:
            raise _unreadable() from broken
        entries = [entry for entry in self._archive.infolist() if not _is_folder(entry)]
        for entry in entries:
            _check_entry(entry)
        _check_together(entries)
        documents = [entry for entry in entries if _DOCUMENT(entry.filename)]
        if len(documents) != 1:
            raise InvalidInput("bundle:no_document", "A bundle holds one document, bot.yaml or bot.json.")
        self._document = documents[0]
        self.files: Mapping[UUID, BundledFile] = {
            UUID(named[1]): BundledFile(name=named[2], entry=entry)
            for entry in entries
            if (named := _FILE(entry.filename)) is not None
        }

    def document(self) -> bytes:
        if self._document.file_size > LARGEST:
            raise TooLarge("document:too_large", "A document has at most 10 MB.", limit=LARGEST)
        return _whole(self._archive, self._document)

    async def pieces(self, file: BundledFile) -> AsyncIterator[bytes]:
        """What an entry holds, checked against its sum at the end."""
        opened = await to_thread(lambda: _opened(self._archive, file.entry))
        with opened:
            while piece := await to_thread(lambda: _read(opened, _PIECE)):
                yield piece


def _check_end(file: BinaryIO) -> None:
    """Where the table of contents is too long, reading it would already be too much."""
    file.seek(0, 2)
    size = file.tell()
    if size > BUNDLE_BYTES:
        raise TooLarge("bundle:too_large", "The bundle is too large.", limit=BUNDLE_BYTES)
    tail = min(size, _END.size + _LOCATOR_BYTES)
    file.seek(size - tail)
    end = file.read(tail)
    if len(end) < _END.size or not end[-_END.size :].startswith(_END_SIGN):
        raise _unreadable()
    _, _, _, _, entries, length, _, comment = _END.unpack(end[-_END.size :])
    if comment or end.startswith(_LOCATOR_SIGN):
        raise _unreadable()
    if entries > ENTRIES or length > DIRECTORY_BYTES:
        raise TooLarge("bundle:too_many_entries", "There are too many files in the bundle.", limit=ENTRIES)


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return not entry.file_size and _FOLDER(entry.filename) is not None


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if name != entry.filename or name.startswith("/") or "\\" in name or ":" in name.partition("/")[0]:
        raise InvalidInput("bundle:unsafe_name", "A name in the bundle leads out of it.", name=name[:200])
    if {"..", ".", ""} & set(name.split("/")):
        raise InvalidInput("bundle:unsafe_name", "A name in the bundle leads out of it.", name=name[:200])
    if not _DOCUMENT(name) and not _FILE(name):
        raise InvalidInput("bundle:unknown_entry", "This does not belong in a bundle.", name=name[:200])
    if entry.flag_bits & _ENCRYPTED:
        raise InvalidInput("bundle:encrypted", "The bundle is locked with a password.", name=name[:200])
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise InvalidInput("bundle:compression", "Only deflate is read.", name=name[:200])


def _check_together(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    files = [named[1] for name in names if (named := _FILE(name)) is not None]
    if len(set(names)) < len(names) or len(set(files)) < len(files):
        raise InvalidInput("bundle:duplicate_entry", "A file is in the bundle twice.")
    if sum(entry.file_size for entry in entries) > BUNDLE_BYTES:
        raise TooLarge("bundle:too_large", "The bundle is too large.", limit=BUNDLE_BYTES)


def _whole(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with _opened(archive, entry) as opened:
        return _read(opened, entry.file_size + 1)


def _opened(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(entry)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as broken:
        raise _unreadable() from broken


def _read(opened: IO[bytes], most: int) -> bytes:
    try:
        return opened.read(most)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as broken:
        raise _unreadable() from broken


def _unreadable() -> InvalidInput:
    return InvalidInput("bundle:unreadable", "This is not a bundle, or it is damaged.")
