"""What a test conversation asks of the world, asked for real, by what performs commands of running bots."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from copy import replace
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, cast
from uuid import UUID

from fastapi import Depends, Request

from app.engine import Answer, values
from app.engine.commands import CallHttp, CallIntegration
from app.engine.simulation import Lacking, mocks_of
from app.kit.errors import InvalidInput, TooMany
from app.runtime.ports import Origin, Performer
from app.runtime.shares import Shares

MOST: Final = 20  # asked in one call; what was recorded is not asked again
SECONDS: Final = 60.0  # of a call's waiting
RECORDED: Final = 512 * 1024  # bytes of answers that are given back; others are asked for anew
_AT_ONCE, _OF_BOT = 32, 4
_NO_SESSION = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Asking:
    """`app.state.asking` in the composition root."""

    performers: Mapping[type, Performer[Any]]
    places: Shares = field(default_factory=lambda: Shares(total=_AT_ONCE, each=_OF_BOT), repr=False)

    def on_behalf(self, bot_id: UUID, workspace_id: UUID) -> "World":
        return World(self, Origin(bot_id=bot_id, session_id=_NO_SESSION, workspace_id=workspace_id))


def _asking(request: Request) -> Asking:
    return cast("Asking", request.app.state.asking)


TheAsking = Annotated[Asking, Depends(_asking)]


class World:
    """All that one call asks for. `recorded`: what came, as mocks by the turn they belong to."""

    def __init__(self, asking: Asking, origin: Origin) -> None:
        self._asking = asking
        self._origin = origin
        self._answers: list[Answer] = []
        self._ends = time.monotonic() + SECONDS
        self._room = RECORDED
        self.recorded: list[dict[str, Any]] = []

    async def play[T](self, played: Callable[[tuple[Answer, ...]], Awaitable[T]]) -> T:
        """What comes of `played` once all it lacks was asked for; it is played again with each answer.

        `simulation:too_many_requests`, `simulation:too_long`; TooMany `computing:busy`.
        """
        for _ in range(MOST + 1):
            try:
                return await played(tuple(self._answers))
            except Lacking as lack:
                await self._ask(lack)
        sentence = f"The bot asks for more than {MOST} things at once: the simulation was stopped."
        raise InvalidInput("simulation:too_many_requests", sentence, limit=MOST)

    async def _ask(self, lack: Lacking) -> None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise InvalidInput(
                "simulation:too_long", "The answers took too long: the simulation was stopped."
            )
        work = replace(lack.work, deadline=min(lack.work.deadline, left))
        try:
            async with asyncio.timeout(left), self._asking.places.place(self._origin.bot_id):
                answer = await self._asking.performers[type(work)].perform(work, self._origin)
        except TimeoutError:
            raise TooMany("computing:busy", "Wait for what you have begun.", retry_after=2) from None
        self._answers.append(answer)
        self._record(lack.turn, work, lack, answer)

    def _record(self, turn: int, work: CallHttp | CallIntegration, lack: Lacking, answer: Answer) -> None:
        kind = "http" if isinstance(work, CallHttp) else "integrations"
        told = [{"turn": turn, "kind": kind, "mock": mock} for mock in mocks_of(work, answer, lack.secrets)]
        size = sum(len(values.encode(one)) for one in told)
        if size <= self._room:
            self._room -= size
            self.recorded += told
