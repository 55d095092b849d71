"""Ids that a repeated turn repeats: UUIDv5 of what they belong to (architecture.md 3)."""

from hashlib import sha1

_NAMESPACE = bytes.fromhex("6f1d9a0c52e34b7e9d5b1c8f0a2e4d63")


def command_id(session: str, event: str, position: int) -> str:
    """The id of the command at `position` in the turn of this event."""
    return derived_id(f"{session}\n{event}\n{position}")


def derived_id(name: str) -> str:
    """A UUIDv5 in the project's namespace; written out because `uuid.uuid5` costs three times as much."""
    digest = sha1(_NAMESPACE + name.encode("utf-8", "replace"), usedforsecurity=False).digest()
    number = int.from_bytes(digest[:16])
    number = number & ~(0xF000 << 64) | 0x5000 << 64
    number = number & ~(0xC000 << 48) | 0x8000 << 48
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
