"""The revision of a draft that whoever writes over the whole of it has seen."""

from typing import Annotated

from fastapi import Depends, Query
from pydantic import Field

from .parts.service import IfMatch, revision_of

type Revision = Annotated[int, Field(ge=0, lt=2**31)]


async def _seen(
    base_revision: Annotated[
        Revision | None, Query(description="What this was decided on: 409 where the draft has moved on.")
    ] = None,
    if_match: IfMatch = None,
) -> int | None:
    return revision_of(if_match) if base_revision is None else base_revision


SeenRevision = Annotated[int | None, Depends(_seen)]
"""None where they do not say: then whatever is there is written over."""
