"""Large JSON answers, compressed for whoever can read that: a large bot is mostly repetition."""

import gzip
from typing import Annotated

from fastapi import Header, Response
from pydantic import BaseModel

SMALL = 16 * 1024  # bytes below which compressing costs more than it saves
LEVEL = 4

Accepts = Annotated[str, Header(alias="accept-encoding", include_in_schema=False)]


def json_answer(shown: BaseModel, accepts: str) -> Response:
    """The model as JSON, gzipped where `Accept-Encoding` allows it and it is worth it."""
    body = shown.model_dump_json().encode()
    headers = {"Vary": "Accept-Encoding"}
    if len(body) > SMALL and takes("gzip", accepts):
        body = gzip.compress(body, LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type="application/json", headers=headers)


def takes(coding: str, accepts: str) -> bool:
    """Whether an `Accept-Encoding` allows the coding."""
    for word in accepts.split(","):
        name, _, quality = word.partition(";")
        if name.strip().lower() in {coding, "*"}:
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
