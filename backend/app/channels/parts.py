"""What the channels' routes ask of this process."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from app.kit.sealing import Sealer
from app.runtime.changes import Changes
from app.runtime.postgres import Pool

from .admission import Doors
from .faces import Faces
from .floor import Floor


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelParts:
    """One of each a process; `app.state.channels` in the composition root."""

    pool: Pool
    doors: Doors
    faces: Faces
    floor: Floor
    changes: Changes
    sealer: Sealer


def _parts(request: Request) -> ChannelParts:
    return cast("ChannelParts", request.app.state.channels)


Channels = Annotated[ChannelParts, Depends(_parts)]
