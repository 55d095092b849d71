"""Ids made from what they stand for: nobody has to look one up to write a row (docs/decisions/ids.md)."""

from functools import lru_cache
from uuid import UUID, uuid5

_SPACE = UUID("5f0c1a4e-6a0b-5d7e-9c51-0d8cbb0f2f11")


def thread_id(channel_id: UUID, person_id: UUID, *, is_group: bool) -> UUID:
    """The numbered row of messages a person reads in a channel; in a group all read the same one."""
    return channel_id if is_group else uuid5(_SPACE, channel_id.bytes.hex() + person_id.bytes.hex())


@lru_cache(maxsize=16_384)
def session_id(channel_id: UUID, person_id: UUID, bot_id: UUID) -> UUID:
    """A conversation is (channel, person, bot)."""
    return uuid5(_SPACE, channel_id.bytes.hex() + person_id.bytes.hex() + bot_id.bytes.hex())
