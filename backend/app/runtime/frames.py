"""What the gateway carries: ready-made WebSocket frames, each with its thread and number.

A frame is made once, by whoever committed the message, and forwarded as it is.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

GATEWAY = "gateway"
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[tuple[bytes, int, str]])

type Frame = tuple[bytes, int, str]


def message_frame(row: dict[str, Any]) -> Frame:
    """`row`: thread_id, seq, id, sender_kind, sender_id, sender_name, created_at, body (JSON object text)."""
    return row["thread_id"].bytes, row["seq"], '{"type":"message","message":' + message_json(row) + "}"


def message_json(row: dict[str, Any]) -> str:
    """A message as every interface shows it (interfaces.md, WebSocket)."""
    created_at: datetime = row["created_at"]
    name = msgspec.json.encode(row["sender_name"]).decode()
    return (
        f'{{"id":"{row["id"]}","seq":{row["seq"]},'
        f'"sender":{{"kind":"{row["sender_kind"]}","id":"{row["sender_id"]}","name":{name}}},'
        f'"created_at":"{timestamp(created_at)}",{row["body"][1:]}'
    )


def aside(body: str) -> str:
    """The same for what a bot says without a turn of the conversation: a question in it stays open."""
    return '{"aside":true,' + body[1:]


def timestamp(moment: datetime) -> str:
    """ISO 8601 in UTC with `Z`; `moment` is aware and in UTC."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def pack(frames: list[Frame]) -> bytes:
    """Frames as one Redis message."""
    return _encoder.encode(frames)


def unpack(payload: bytes) -> list[Frame]:
    """Inverse of `pack`; msgspec.DecodeError where the payload is not one."""
    return _decoder.decode(payload)


def thread_key(thread: UUID) -> bytes:
    """How a frame names its thread."""
    return thread.bytes
