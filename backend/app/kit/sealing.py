"""Secrets at rest: sealed with the installation's key, opened only by who uses them."""

import base64

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from .errors import Unavailable


class Sealer:
    """`key` is 32 bytes as base64 text (SECRET_BOX_KEY)."""

    def __init__(self, key: str) -> None:
        self._box = SecretBox(base64.b64decode(key))

    def seal(self, secret: bytes) -> bytes:
        """The secret as it may be stored."""
        return bytes(self._box.encrypt(secret))

    def open(self, sealed: bytes) -> bytes:
        """Inverse of `seal`; Unavailable where another key sealed it."""
        try:
            return self._box.decrypt(sealed)
        except CryptoError as wrong:
            raise Unavailable("secrets:wrong_key", "This secret was sealed with another key.") from wrong
