"""What waits for a reader who is slower than the bot: bounded by bytes, and what is left out is counted."""

from collections import deque
from dataclasses import dataclass
from uuid import UUID

from .news import News

HELD = 4 * 1024 * 1024  # bytes of turns
STEPS = 500  # locks that changed; beyond it all of them are told as they are
PROPOSALS = 100  # that changed; beyond it all of them are to be read anew


@dataclass(slots=True)
class LeftOut:
    """So many traces are not told; None: nobody knows how many."""

    traces: int | None


class Backlog:
    """One reader's. Of locks the latest of each step is kept, and of proposals that of each; `locks_unknown`,
    `proposals_unknown`: they are to be looked up."""

    def __init__(self, held: int = HELD, steps: int = STEPS) -> None:
        self._held = held
        self._steps = steps
        self._bytes = 0
        self._turns: deque[News | LeftOut] = deque()
        self._locks: dict[str, News] = {}
        self.locks_unknown = False
        self._proposals: dict[UUID | None, News] = {}
        self.proposals_unknown = False

    def add_turn(self, turn: News) -> None:
        """One too many is left out; whatever its size, one is never too many."""
        if self._bytes and self._bytes + len(turn.payload) > self._held:
            self.leave_out(turn.traces)
        else:
            self._bytes += len(turn.payload)
            self._turns.append(turn)

    def leave_out(self, traces: int | None) -> None:
        last = self._turns[-1] if self._turns else None
        if not isinstance(last, LeftOut):
            self._turns.append(LeftOut(traces))
        elif last.traces is not None:
            last.traces = None if traces is None else last.traces + traces

    def add_lock(self, lock: News) -> None:
        if lock.step is None or self.locks_unknown:
            return
        self._locks[lock.step] = lock
        if len(self._locks) > self._steps:
            self.forget_locks()

    def forget_locks(self) -> None:
        """They are to be looked up."""
        self._locks.clear()
        self.locks_unknown = True

    def add_proposal(self, proposal: News) -> None:
        if not self.proposals_unknown:
            self._proposals[proposal.proposal] = proposal
        if len(self._proposals) > PROPOSALS:
            self.forget_proposals()

    def forget_proposals(self, _: News | None = None) -> None:
        """They are to be read anew."""
        self._proposals.clear()
        self.proposals_unknown = True

    def next(self) -> News | LeftOut | None:
        """What is to be told next; None where nothing waits."""
        if self._locks:
            return self._locks.pop(next(iter(self._locks)))
        if self._proposals:
            return self._proposals.pop(next(iter(self._proposals)))
        if not self._turns:
            return None
        following = self._turns.popleft()
        if isinstance(following, News):
            self._bytes -= len(following.payload)
        return following
