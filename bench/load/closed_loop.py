"""Users who each wait for a reply before they say the next thing."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.load.faults import PeerFault
from bench.load.peers import Peer
from bench.load.quiz import QuizTurn, conversation

REPLY_DEADLINE = 20.0
REOPEN_PAUSE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When replies count, in `time.perf_counter` seconds."""

    opens: float
    closes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Seconds of every right reply inside the window, and every error of the whole run by code."""

    latencies: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class User:
    """One user; a peer that went wrong is replaced by a fresh one in `peers`, at the same slot."""

    slot: int
    peers: list[Peer]
    fresh: Callable[[int], Peer]
    window: Window
    outcome: Outcome
    choice: random.Random

    async def run(self) -> None:
        while time.perf_counter() < self.window.closes:
            try:
                await self._converse(self.peers[self.slot])
            except (PeerFault, OSError, TimeoutError) as fault:
                self.outcome.errors[error_code(fault)] += 1
                await self._replace_peer()

    async def _converse(self, peer: Peer) -> None:
        """A whole conversation, even past the window: the next one must find a fresh start."""
        peer.begin()
        for turn in conversation(peer.name, self.choice):
            began = time.perf_counter()
            async with asyncio.timeout(REPLY_DEADLINE):
                reply = await peer.say(turn.says)
            ended = time.perf_counter()
            check(turn, reply, peer.unread())
            if self.window.opens <= ended <= self.window.closes:
                self.outcome.latencies.append(ended - began)

    async def _replace_peer(self) -> None:
        self.peers[self.slot].close()
        self.peers[self.slot] = peer = self.fresh(self.slot)
        try:
            await peer.open()
        except (PeerFault, OSError) as fault:
            self.outcome.errors["open " + error_code(fault)] += 1
            await asyncio.sleep(REOPEN_PAUSE)


async def drive(
    peers: list[Peer], fresh: Callable[[int], Peer], window: Window, choice: random.Random
) -> Outcome:
    """Drive all peers, which the caller has opened and closes; returns when every user has finished."""
    outcome = Outcome()
    users = (
        User(
            slot=slot,
            peers=peers,
            fresh=fresh,
            window=window,
            outcome=outcome,
            choice=choice,
        )
        for slot in range(len(peers))
    )
    await asyncio.gather(*(user.run() for user in users))
    return outcome


def check(turn: QuizTurn, reply: str, unread: int) -> None:
    if turn.expects not in reply:
        raise PeerFault(f"reply:wrong after {turn.says}", repr(reply[:120]))
    if unread:
        raise PeerFault(f"reply:surplus after {turn.says}")


def error_code(fault: Exception) -> str:
    return fault.code if isinstance(fault, PeerFault) else type(fault).__name__
