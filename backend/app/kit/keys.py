"""The keys secrets are sealed with: one to seal, and those before it, to open what they sealed."""

import base64
import binascii
import fcntl
import os
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

from nacl.secret import SecretBox

from . import clock
from .private_files import write_private
from .secrets import new_secret

OLD_KEYS = "secret_box_old_keys"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """`id` tells keys apart and nothing about them; `retired_at`: when another took its place."""

    id: str
    text: str = field(repr=False)
    box: SecretBox = field(repr=False)
    retired_at: datetime | None = None


class Keys(Protocol):
    """The newest first."""

    def known(self) -> Sequence[Key]: ...

    def known_anew(self) -> Sequence[Key]:
        """Read again, where another process may have added one."""
        ...


def read_key(text: str, retired_at: datetime | None = None) -> Key:
    """ValueError where it is not 32 bytes in base64."""
    try:
        raw = base64.b64decode(text, validate=True)
        box = SecretBox(raw)
    except (binascii.Error, ValueError, TypeError) as unfit:
        raise ValueError("a key is 32 bytes in base64, as `openssl rand -base64 32` prints them") from unfit
    named = blake2b(raw, digest_size=8, person=b"dbcv key").hexdigest()
    return Key(id=named, text=text, box=box, retired_at=retired_at)


class GivenKeys:
    """Keys the operator gave (SECRET_BOX_KEY, SECRET_BOX_OLD_KEYS)."""

    def __init__(self, current: str, old: Sequence[str] = ()) -> None:
        self._known = tuple(read_key(text) for text in (current, *old))

    def known(self) -> Sequence[Key]:
        return self._known

    def known_anew(self) -> Sequence[Key]:
        return self._known


class KeptKeys:
    """Keys we made, in files of the data directory. A process that runs sees a change at its next look."""

    def __init__(self, current: Path) -> None:
        self._path = current
        self._old_path = current.with_name(OLD_KEYS)
        self._seen: tuple[int, int] | None = None
        self._known: tuple[Key, ...] = ()

    def known(self) -> Sequence[Key]:
        """A file that was put in the place of another has another number."""
        there = self._path.stat()
        if (there.st_ino, there.st_mtime_ns) != self._seen:
            self._seen = (there.st_ino, there.st_mtime_ns)
            self.known_anew()
        return self._known

    def known_anew(self) -> Sequence[Key]:
        current = read_key(self._path.read_text().strip())
        self._known = (current, *(key for key in self._old() if key.id != current.id))
        return self._known

    def turn(self) -> None:
        """A new key for what is sealed from now on. The old ones are on disk before it is."""
        with self._alone():
            current, *old = self.known_anew()
            retired = read_key(current.text, clock.now())
            self._write_old([retired, *old])
            write_private(self._path, new_secret() + "\n")

    def put(self, keys: Sequence[Key]) -> None:
        """These, the newest first, in place of what is kept."""
        with self._alone():
            self._write_old(keys[1:])
            write_private(self._path, keys[0].text + "\n")

    def forget(self, ids: frozenset[str]) -> None:
        """Old keys that have sealed nothing that is left."""
        with self._alone():
            self._write_old([key for key in self._old() if key.id not in ids])
            self.known_anew()

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Two that changed the list of old keys at once would lose one of them."""
        descriptor = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _old(self) -> list[Key]:
        if not self._old_path.exists():
            return []
        return [_read_line(line) for line in self._old_path.read_text().splitlines() if line.strip()]

    def _write_old(self, keys: Sequence[Key]) -> None:
        lines = [f"{key.text} {(key.retired_at or clock.now()).isoformat()}\n" for key in keys]
        write_private(self._old_path, "".join(lines))


def _read_line(line: str) -> Key:
    text, _, retired = line.strip().partition(" ")
    return read_key(text, datetime.fromisoformat(retired))
