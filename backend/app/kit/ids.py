"""Identifiers of rows: UUIDv7, which sort by the time they were made (RFC 9562 5.7)."""

import os
import time
from datetime import datetime
from uuid import UUID


def uuid7() -> UUID:
    """A new UUIDv7: 48 bits of milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def first_of(moment: datetime) -> UUID:
    """No id made from that moment on sorts before it, and every id made before does."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
