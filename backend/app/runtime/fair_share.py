"""Bots whose turns are expensive wait for the others, so that nobody waits for them.

What ordinary turns take is not counted: a bot that many talk to is no burden. What is set aside is in the
memory of one worker only; the truth is in the inbox, and whatever is forgotten the sweeper finds.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from time import monotonic
from uuid import UUID

EXPENSIVE = 0.002  # seconds of work from which on the turns of one session, handled together, are counted
PATIENCE = 0.1  # seconds of these one bot may take before others have their turn
RECOVERY = 0.1  # seconds of these that are forgiven in each second
AT_ONCE = 10  # sessions of one bot handled together when its turn has come
MOST = 100_000  # sessions set aside; beyond it the sweeper is left to find them


class FairShare:
    """What each bot's expensive turns have taken lately, and the sessions that wait because of it."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._used: dict[UUID, tuple[float, float]] = {}
        self._aside: OrderedDict[UUID, dict[UUID, None]] = OrderedDict()
        self._sessions: set[UUID] = set()
        self._some = asyncio.Event()

    def spend(self, bot_id: UUID, seconds: float) -> None:
        """Count what the turns of one session took together."""
        if seconds > EXPENSIVE:
            self._used[bot_id] = (self._used_by(bot_id) + seconds, self._now())

    def is_over(self, bot_id: UUID) -> bool:
        """Whether the others come first."""
        if bot_id not in self._used:
            return False
        used = self._used_by(bot_id)
        if not used:
            del self._used[bot_id]
        return used > PATIENCE

    def set_aside(self, bot_id: UUID, session_id: UUID) -> None:
        """Until nobody else has anything to do."""
        if len(self._sessions) >= MOST:
            return
        self._sessions.add(session_id)
        self._aside.setdefault(bot_id, {})[session_id] = None
        self._some.set()

    def others(self, session_ids: Iterable[UUID]) -> list[UUID]:
        """Those that are not set aside already, in their order."""
        return sorted(one for one in session_ids if one not in self._sessions)

    async def next(self) -> list[UUID]:
        """Some sessions of the bot whose turn it is, as soon as there are any; they are no longer aside."""
        await self._some.wait()
        bot_id, sessions = self._aside.popitem(last=False)
        taken = list(sessions)[:AT_ONCE]
        for one in taken:
            del sessions[one]
        self._sessions.difference_update(taken)
        if sessions:
            self._aside[bot_id] = sessions
        if not self._aside:
            self._some.clear()
        return taken

    def take_all(self) -> list[UUID]:
        """Every session that is aside; nothing is then."""
        taken = list(self._sessions)
        self._aside.clear()
        self._sessions.clear()
        self._some.clear()
        return taken

    def _used_by(self, bot_id: UUID) -> float:
        used, at = self._used.get(bot_id, (0.0, 0.0))
        return max(0.0, used - RECOVERY * (self._now() - at))
