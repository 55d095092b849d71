"""News of a bot on its way to whoever has it open, read no further than to know what it is."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from ..proposals.news import ProposalNews


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """`kind`: turn, presence, lock, changed, proposal, proposals where nobody knows which, or missed where
    nobody knows what was not heard. `payload`: the whole of it as JSON; `traces`: how many are in it; `step`:
    of a lock; `proposal`: the id of one."""

    kind: str
    payload: bytes = b""
    traces: int = 0
    step: str | None = None
    proposal: UUID | None = None


class _Head(msgspec.Struct):
    type: str
    traces: list[msgspec.Raw] = []
    step: str | None = None


_heads = msgspec.json.Decoder(_Head)


def read_news(payload: bytes) -> News:
    """DecodeError of msgspec where it is none."""
    head = _heads.decode(payload)
    return News(kind=head.type, payload=payload, traces=len(head.traces), step=head.step)


def of_proposal(told: ProposalNews) -> News:
    """As it is told to whoever has the bot open."""
    frame = {"type": "proposal", "id": told.id, "state": told.state, "revision": told.revision}
    return News(kind="proposal", payload=msgspec.json.encode(frame), proposal=told.id)


CHANGED = News(kind="changed")
PROPOSALS = News(kind="proposals")
MISSED = News(kind="missed")
