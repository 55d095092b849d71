"""What strangers may know of a channel: how its chat looks, and which sites may show its page."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from app.engine import values
from app.runtime.postgres import Pool, until_it_is_back

from .schemas import Look

LOOKED_UP = """
select allowed_origins, settings from channel
where id = $1 and kind = 'web' and (is_public or secret is not null)
"""
SECONDS = 15.0
KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """`origins`: of the sites that may show the channel's page in a frame, or `*` for any."""

    look: Look
    origins: tuple[str, ...]


# Of a channel that is not there as of one that is not for strangers.
NOBODYS = Face(look=Look(), origins=())


class Faces:
    """By channel, looked up once in a while. Losing them costs time only."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known: OrderedDict[UUID, tuple[float, Face]] = OrderedDict()

    async def of(self, channel_id: UUID) -> Face:
        """Of any id: nobody learns here which channels there are."""
        known = self._known.get(channel_id)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        row = await until_it_is_back(lambda: self._pool.fetchrow(LOOKED_UP, channel_id), what="face")
        face = NOBODYS if row is None else _face(row["allowed_origins"], row["settings"])
        self._known[channel_id] = (time.monotonic() + SECONDS, face)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return face

    def forget(self, channel_id: UUID | None) -> None:
        """The channel was changed; None: any may have been."""
        if channel_id is None:
            self._known.clear()
        else:
            self._known.pop(channel_id, None)


def _face(origins: str | None, settings: str | None) -> Face:
    return Face(
        look=Look.model_validate(values.decode(settings) if settings else {}),
        origins=tuple(values.decode(origins)) if origins else (),
    )
