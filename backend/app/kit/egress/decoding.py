"""Bodies, decompressed no further than is taken."""

import zlib

from .errors import INVALID, TOO_LARGE, EgressError

ACCEPTED = "gzip, deflate"
GZIP = zlib.MAX_WBITS | 16
RAW = -zlib.MAX_WBITS
WINDOWS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": zlib.MAX_WBITS}

# A body in one-byte pieces costs a thousand times its size to take apart.
MOST_PIECES = 20_000


class BodyReader:
    """Takes a body piece by piece; http:too_large as soon as it is, before more is allocated."""

    def __init__(self, encoding: str, limit: int) -> None:
        if encoding not in {"", "identity", *WINDOWS}:
            raise EgressError(INVALID, "bad_answer")
        self._inflater = _Inflater(WINDOWS[encoding]) if encoding in WINDOWS else None
        self._limit = limit
        self._pieces = 0
        self._taken = bytearray()

    def take(self, piece: bytes) -> None:
        self._pieces += 1
        if self._pieces > MOST_PIECES:
            raise EgressError(TOO_LARGE, "larger")
        room = self._limit - len(self._taken) + 1
        self._taken += piece[:room] if self._inflater is None else self._inflater.inflate(piece, room)
        if len(self._taken) > self._limit:
            raise EgressError(TOO_LARGE, "larger")

    def finish(self) -> bytes:
        """The whole body; http:invalid where a compressed one was cut off."""
        if self._inflater is not None and self._pieces and not self._inflater.ended:
            raise EgressError(INVALID, "bad_answer")
        return bytes(self._taken)


class _Inflater:
    """gzip, or what servers call deflate: with the zlib header or bare, told apart by its first two bytes."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self._head: bytes | None = None if window == GZIP else b""

    @property
    def ended(self) -> bool:
        return self._stream.eof

    def inflate(self, piece: bytes, room: int) -> bytes:
        """At most `room` bytes; what follows the end of the compressed data is ignored, as browsers do."""
        if self._head is not None:
            piece = self._head + piece
            self._head = piece if len(piece) < 2 else None
            if self._head is not None:
                return b""
            if not _has_zlib_header(piece):
                self._stream = zlib.decompressobj(RAW)
        if self.ended:
            return b""
        try:
            return self._stream.decompress(piece, room)
        except zlib.error as broken:
            raise EgressError(INVALID, "bad_answer") from broken


def _has_zlib_header(piece: bytes) -> bool:
    return piece[0] & 0x0F == zlib.DEFLATED and int.from_bytes(piece[:2]) % 31 == 0
