"""Whether authors' source can be read: judged in the sandbox, since a parser is a large target too."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, cast

from app.engine.inspect import UNREAD, CodeFault, CodeVerdict, ReadCode
from app.engine.values import decode
from app.sandbox import Call, Outcome

from .code import Runs, RunsBlocking

SECONDS = 2.0  # for all sources of one reading
_KEPT = 16_384  # verdicts
_PASSING = frozenset({"Timeout", "MemoryError"})  # of a busy machine, of a worker that has grown
_UNREADABLE = {"message": "The code cannot be read."}


class Verdicts:
    """Kept by what was judged; of one thread."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, CodeFault | None] = OrderedDict()

    def of(self, source: str) -> CodeVerdict:
        """UNREAD where it is not known."""
        digest = _digest(source)
        if digest not in self._kept:
            return UNREAD
        self._kept.move_to_end(digest)
        return self._kept[digest]

    def take(self, source: str, outcome: Outcome) -> CodeFault | None:
        """What the sandbox has to say of it."""
        if outcome.failure is not None and outcome.failure.is_passing:
            return None  # nobody can tell now, and perhaps somebody can later
        error = _error(outcome)
        fault = None if error is None else _fault(error)
        if outcome.answer is None or (error is not None and error.get("type") in _PASSING):
            return fault  # another time, or in another worker, it may be read
        self._kept[_digest(source)] = fault
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return fault


class CodeReader:
    """One a process, of its event loop: those who inspect in threads wait for no sandbox there."""

    def __init__(self, sandbox: Runs, seconds: float = SECONDS) -> None:
        self._sandbox = sandbox
        self._seconds = seconds
        self._verdicts = Verdicts()

    async def read(self, owner: str, sources: Sequence[str]) -> ReadCode:
        """What these, of one bot, are like; UNREAD is what the time did not suffice for, and all others."""
        found = {source: self._verdicts.of(source) for source in sources}
        try:
            async with asyncio.timeout(self._seconds):
                for source, verdict in found.items():
                    if verdict is UNREAD:
                        outcome = await self._sandbox.run(owner, _asking(source))
                        found[source] = self._verdicts.take(source, outcome)
        except TimeoutError:
            pass
        return lambda asked: [found.get(source, UNREAD) for source in asked]


def reader(sandbox: RunsBlocking, owner: str) -> ReadCode:
    """For the command line, which has time."""
    verdicts = Verdicts()

    def judge(source: str) -> CodeVerdict:
        known = verdicts.of(source)
        return verdicts.take(source, sandbox.run(owner, _asking(source))) if known is UNREAD else known

    return lambda sources: [judge(source) for source in sources]


def _asking(source: str) -> Call:
    return Call(source=source, payload=b"{}")


def _digest(source: str) -> bytes:
    return sha256(source.encode("utf-8", "replace")).digest()


def _fault(error: Mapping[str, Any]) -> CodeFault:
    line = error.get("line")
    return CodeFault(message=str(error.get("message") or ""), line=line if type(line) is int else 0)


def _error(outcome: Outcome) -> Mapping[str, Any] | None:
    """Nothing of an answer is believed."""
    if outcome.failure is not None:
        return outcome.failure.error
    try:
        error: Any = decode(outcome.answer or b"")["error"]
    except (ValueError, TypeError, KeyError):
        return _UNREADABLE
    if error is None:
        return None
    return cast("dict[str, Any]", error) if isinstance(error, dict) else _UNREADABLE
