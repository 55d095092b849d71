"""Files of a build, as they lie on the disk: each as it is, and compressed where the build has done so."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from fastapi.responses import FileResponse, Response

from app.kit.api.compressed import takes

FOR_EVER = "public, max-age=31536000, immutable"  # the name changes with the content
A_DAY = "public, max-age=86400"

# By what is smallest; the ending is what the build appends to the name.
_CODINGS = (("br", ".br"), ("gzip", ".gz"))
_KINDS = {
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".ico": "image/x-icon",
}


@dataclass(frozen=True, slots=True)
class BuiltFile:
    path: Path
    kind: str
    cached: str
    codings: tuple[tuple[str, str], ...]

    def answer(self, accepted: str) -> Response:
        """In the smallest coding that `Accept-Encoding` allows."""
        chosen = next((one for one in self.codings if takes(one[0], accepted)), None)
        headers = {"Cache-Control": self.cached, "Cross-Origin-Resource-Policy": "same-origin"}
        if self.codings:
            headers["Vary"] = "Accept-Encoding"
        if chosen is None:
            return FileResponse(self.path, media_type=self.kind, headers=headers)
        headers["Content-Encoding"] = chosen[0]
        packed = self.path.with_name(self.path.name + chosen[1])
        return FileResponse(packed, media_type=self.kind, headers=headers)


def built_files(folder: Path, cached: str) -> dict[str, BuiltFile]:
    """By name; only these can ever be asked for. What is in folders below is not among them."""
    names = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
    packed = {name + ending for name in names for _, ending in _CODINGS}
    return {name: _file(folder / name, names, cached) for name in sorted(names - packed)}


def _file(path: Path, names: set[str], cached: str) -> BuiltFile:
    kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    codings = tuple(one for one in _CODINGS if path.name + one[1] in names)
    return BuiltFile(path, kind, cached, codings)
