"""What every subject offers to the measuring."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import Peer


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A running system: its named process trees, a maker of users, and what its servers promise to keep."""

    name: str
    roots: dict[str, int]
    fresh: Callable[[int], Peer]
    durability: dict[str, str]
    peers: list[Peer] = field(default_factory=list)

    async def users(self, count: int) -> list[Peer]:
        """That many open users; those of an earlier call are used again."""
        while len(self.peers) < count:
            peer = self.fresh(len(self.peers))
            await peer.open()
            self.peers.append(peer)
        return self.peers[:count]

    def hang_up(self) -> None:
        for peer in self.peers:
            peer.close()


type Open = Callable[[Path], AbstractAsyncContextManager[Subject]]
