"""How FastStream reads a stream. Apart from the topology: who only writes need not load the framework."""

from typing import Any, Self

from faststream import AckPolicy
from faststream.redis import StreamSub
from faststream.redis.message import FAKE_CONSUMER, RedisBatchStreamMessage

from .streams import BATCH, Stream, Wakes, ids_of

POLL_MS = 2000  # must stay under redis-py's socket timeout of 5 s


def reader_of(stream: Stream) -> dict[str, Any]:
    """FastStream's options for a subscriber that gets `Wakes` and acknowledges them itself.

    Its own parser would turn the batch into JSON and back, and its acknowledgement would be one more round
    trip: for a wake-up that comes alone both cost more than the turn.
    """

    async def parse(raw: Any) -> RedisBatchStreamMessage:
        return RedisBatchStreamMessage(raw_message=raw, body=b"", consumer=FAKE_CONSUMER, group=None)

    async def decode(message: RedisBatchStreamMessage) -> Wakes:
        entries = message.raw_message["data"]
        fields = [{key.decode(): value.decode() for key, value in entry.items()} for entry in entries]
        return Wakes(stream, ids_of(stream, fields), tuple(message.raw_message["message_ids"]))

    return {"parser": parse, "decoder": decode, "ack_policy": AckPolicy.MANUAL}


class _Unprefixed(StreamSub[bool]):
    """FastStream adds its router's prefix several times a batch, to deep copies; here there is none."""

    def add_prefix(self, prefix: str) -> Self:
        return super().add_prefix(prefix) if prefix else self


def subscription(stream: Stream, consumer: str) -> StreamSub[bool]:
    """How a worker reads a stream: in batches, as one of its group."""
    return _Unprefixed(
        stream.name,
        group=stream.group,
        consumer=consumer,
        batch=True,
        max_records=BATCH,
        polling_interval=POLL_MS,
    )
