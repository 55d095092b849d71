"""GET /icons/{file}: pictures of presets and integrations, for anybody, kept by browsers for good."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response

from app.kit.api import ApiRouter
from app.kit.errors import NotFound

from .giving import POLICY

router = ApiRouter(tags=["icons"])

TYPE = "image/svg+xml"
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",  # the address says what is in it
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The icon", "content": {TYPE: {"schema": {"type": "string"}}}}
}


def _shelf(request: Request) -> Mapping[str, bytes]:
    return request.app.state.icons


@router.head("/icons/{file}", include_in_schema=False)
@router.get("/icons/{file}", response_class=Response, responses=_PICTURE)
async def read_icon(
    file: Annotated[str, Path(max_length=200)], shelf: Annotated[Mapping[str, bytes], Depends(_shelf)]
) -> Response:
    """An icon that a catalogue names, as SVG that can neither run nor load anything."""
    content = shelf.get(file)
    if content is None:
        raise NotFound("icon:not_found", "There is no such icon.")
    return Response(content, media_type=TYPE, headers=_HEADERS)
