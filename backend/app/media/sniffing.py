"""What a file is, from its first bytes alone: neither a name nor a declared type is ever believed."""

from codecs import getincrementaldecoder
from typing import Literal

from puremagic import PureError, magic_string

type Shape = Literal["image", "audio", "video", "file"]

HEAD = 8192  # bytes looked at
UNKNOWN = "application/octet-stream"
PLAIN = "text/plain"

# Shown in a page, since none of these can hold a script a browser would run.
SHOWN: dict[str, Shape] = {
    "image/png": "image",
    "image/jpeg": "image",
    "image/gif": "image",
    "image/webp": "image",
    "image/avif": "image",
    "audio/mpeg": "audio",
    "audio/ogg": "audio",
    "audio/wav": "audio",
    "audio/flac": "audio",
    "audio/mp4": "audio",
    "video/mp4": "video",
    "video/webm": "video",
}
# Downloaded under their own type; whatever is in neither table is downloaded as bytes.
DOWNLOADED = frozenset({"application/pdf", "application/zip", "application/json", "text/plain", "text/csv"})

_SAME = {
    "application/ogg": "audio/ogg",
    "audio/x-wav": "audio/wav",
    "audio/x-flac": "audio/flac",
    "audio/x-m4a": "audio/mp4",
}
_ACTIVE = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")
_Utf8 = getincrementaldecoder("utf-8")
_ZIP = b"PK\x03\x04"


def sniff(head: bytes) -> str:
    """The MIME type of a file that begins with `head`."""
    found = _matches(head)
    active = next((kind for kind in found if kind in _ACTIVE), None)
    if active is not None:
        return active
    if head.startswith(_ZIP):
        return "application/zip"  # documents that are archives can't be told apart by their beginning
    shown = next((kind for kind in found if kind in SHOWN), None)
    return shown or next(iter(found), None) or (PLAIN if _is_text(head) else UNKNOWN)


def shape_of(content_type: str) -> Shape:
    """How a message shows it (flow-language.md 1)."""
    return SHOWN.get(content_type, "file")


def served_type(content_type: str) -> str:
    """The Content-Type it is given out with."""
    if content_type in SHOWN:
        return content_type
    if content_type not in DOWNLOADED:
        return UNKNOWN
    return f"{content_type}; charset=utf-8" if content_type.startswith("text/") else content_type


def _matches(head: bytes) -> list[str]:
    """Types the signatures allow, the likeliest first. A name would make the library parse the file."""
    try:
        found = magic_string(head)
    except PureError:
        return []
    named: list[str] = [match.mime_type for match in found if match.mime_type]
    kinds = [_SAME.get(kind, kind) for kind in named]
    return list(dict.fromkeys(kinds))


def _is_text(head: bytes) -> bool:
    try:
        text = _Utf8().decode(head)  # the last letter may be cut
    except UnicodeDecodeError:
        return False
    return not any(letter < " " and letter not in "\t\n\r\f\x1b" for letter in text)
