"""Secrets at rest: sealed with the installation's key, opened only by who uses them.

What is sealed says which key sealed it, so that keys can be changed while everything runs.
"""

import re
from collections.abc import Iterable

from nacl.exceptions import CryptoError

from app.settings import Settings

from .errors import Unavailable
from .keys import GivenKeys, KeptKeys, Key, Keys
from .secrets import kept_secret, secret_path

HEAD_BYTES = 23
_HEAD = re.compile(rb"dbcv1:([0-9a-f]{16}):")


class Sealer:
    """`keys`: those of the installation, or one as base64 text."""

    def __init__(self, keys: Keys | str) -> None:
        self._keys = GivenKeys(keys) if isinstance(keys, str) else keys

    @property
    def key_id(self) -> str:
        """Of the key that seals now."""
        return self._keys.known()[0].id

    @property
    def head(self) -> bytes:
        """How everything begins that is sealed now."""
        return _head(self._keys.known()[0])

    def seal(self, secret: bytes) -> bytes:
        """The secret as it may be stored."""
        key = self._keys.known()[0]
        return _head(key) + bytes(key.box.encrypt(secret))

    def open(self, sealed: bytes) -> bytes:
        """Inverse of `seal`; Unavailable where a key that is not known sealed it."""
        named = _HEAD.match(sealed)
        if named is None:  # sealed before keys had names
            return _opened_by_any(self._keys.known(), sealed)
        wanted = named[1].decode()
        key = _named(self._keys.known(), wanted) or _named(self._keys.known_anew(), wanted)
        return _opened_by_any(() if key is None else (key,), sealed[named.end() :])


def sealer_of(settings: Settings) -> Sealer:
    """With the keys of the installation."""
    return Sealer(keys_given(settings) or KeptKeys(kept_secret("secret_box_key", settings)))


def keys_of(settings: Settings) -> Keys | None:
    """The same keys, None where there is none yet."""
    path = secret_path("secret_box_key", settings)
    return keys_given(settings) or (KeptKeys(path) if path.exists() else None)


def keys_given(settings: Settings) -> Keys | None:
    """Those the operator gave."""
    given = settings.secret_box_key
    if given is None or not given.get_secret_value():
        return None
    old = settings.secret_box_old_keys
    words = [] if old is None else old.get_secret_value().split(",")
    return GivenKeys(given.get_secret_value(), [word.strip() for word in words if word.strip()])


def sealed_by(sealed: bytes) -> str | None:
    """The id of the key that sealed it, None where it does not say."""
    named = _HEAD.match(sealed)
    return None if named is None else named[1].decode()


def _head(key: Key) -> bytes:
    return f"dbcv1:{key.id}:".encode()


def _named(keys: Iterable[Key], key_id: str) -> Key | None:
    return next((key for key in keys if key.id == key_id), None)


def _opened_by_any(keys: Iterable[Key], box: bytes) -> bytes:
    for key in keys:
        try:
            return key.box.decrypt(box)
        except (CryptoError, ValueError):
            continue
    raise Unavailable("secrets:wrong_key", "This secret was sealed with another key.")
