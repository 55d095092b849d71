"""What media asks of what is around it: somewhere to keep bytes, and who may write in a channel."""

from pathlib import Path
from typing import Protocol
from uuid import UUID

from app.accounts.principals import Principal
from app.kit.errors import NotFound, Unavailable

from .pieces import Pieces


class StoreUnavailable(Unavailable):
    """The store does not answer, or not with what was put into it."""

    def __init__(self) -> None:
        super().__init__("media:unavailable", "The file store doesn't answer. Try again in a moment.")


class FileMissing(NotFound):
    """The store answers, and has not what a row says: another store may have it (`dbcv media copy`)."""

    def __init__(self) -> None:
        super().__init__("media:missing", "The file is known, but what is in it is not in the file store.")


class Store(Protocol):
    """Bytes by name. Every method may raise StoreUnavailable; names are made by us, never by a caller."""

    async def put(self, name: str, source: Path) -> None:
        """Keep what is in the file `source`, whole or not at all; the file may be taken away."""
        ...

    async def open(self, name: str, start: int, length: int) -> Pieces:
        """`length` bytes from `start`; whoever asked closes them. FileMissing where there is no such name."""
        ...

    async def has(self, name: str, size: int) -> bool:
        """Whether so many bytes are kept under that name."""
        ...

    async def delete(self, name: str) -> None:
        """Nothing happens where there is no such name."""
        ...

    async def prepare(self) -> None:
        """Make what has to be there before the first file, where it is not."""
        ...

    def close(self) -> None: ...


class Admitted(Protocol):
    """A person in a channel."""

    @property
    def workspace_id(self) -> UUID: ...


class Doors(Protocol):
    """Who may write where; the composition root plugs in the channels' own."""

    async def admit(self, channel_id: UUID, person: Principal) -> Admitted:
        """NotFound where the person may not write there."""
        ...
