"""What code prints: kept up to a size, the rest is dropped."""

CUT = "\n… (cut)"


class Prints:
    """In the place of stdout and stderr; `room` in bytes."""

    def __init__(self, room: int) -> None:
        self._pieces: list[str] = []
        self._room = room

    def write(self, text: str) -> int:
        piece = str.__str__(text)
        if self._room > 0:
            self._keep(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return False

    def text(self) -> str:
        return "".join(self._pieces)

    def _keep(self, piece: str) -> None:
        encoded = piece[: self._room].encode("utf-8", "surrogatepass")
        if len(encoded) <= self._room and len(piece) <= self._room:
            self._pieces.append(piece)
            self._room -= len(encoded)
        else:
            self._pieces.append(encoded[: self._room].decode("utf-8", "ignore") + CUT)
            self._room = 0
