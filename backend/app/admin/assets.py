"""The files of the administration: FastAdmin's one script and one style, and what we put beside them."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastadmin.settings import ROOT_DIR
from fastapi.responses import Response

from app.kit.api.compressed import takes

_OURS = Path(__file__).parent / "page"
_THEIRS = Path(ROOT_DIR) / "static"
# By name; nothing else can be asked for. The page to sign in needs the first two.
OPEN = ("sign-in.css", "icon.svg")
_FILES: dict[str, Path] = {
    **{name: _OURS / name for name in (*OPEN, "before.js", "admin.css", "live.js", "live.css")},
    **{name: _THEIRS / name for name in ("index.min.js", "index.min.css")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as it is, and compressed; `tag` changes with it."""

    content: bytes
    packed: bytes
    kind: str
    tag: str

    def answer(self, accepts: str) -> Response:
        is_packed = takes("gzip", accepts)
        headers = {
            "Cache-Control": "private, max-age=31536000, immutable",  # addresses have the tag in them
            "Cross-Origin-Resource-Policy": "same-origin",
            "Vary": "Accept-Encoding, Cookie",
        }
        if is_packed:
            headers["Content-Encoding"] = "gzip"
        return Response(self.packed if is_packed else self.content, media_type=self.kind, headers=headers)


@cache
def asset(name: str) -> Asset | None:
    """Read once, when it is first asked for."""
    path = _FILES.get(name)
    if path is None:
        return None
    content = path.read_bytes()
    return Asset(
        content=content,
        packed=gzip.compress(content, 6, mtime=0),
        kind=mimetypes.guess_type(name)[0] or "application/octet-stream",
        tag=hashlib.sha256(content).hexdigest()[:12],
    )


def address(name: str) -> str:
    """Where a file is, by what is in it."""
    found = asset(name)
    return f"/admin/static/{name}?{found.tag if found else ''}"
