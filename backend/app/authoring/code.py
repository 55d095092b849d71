"""The sandbox of this process, for conversation tests and for judging what is written."""

from collections.abc import Sequence
from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Request

from app.engine.inspect import ReadCode
from app.engine.simulation import RunCodeWith
from app.runtime.code import Runs, RunsBlocking, runner
from app.runtime.reading import CodeReader


class Code:
    """`app.state.code` in the composition root: the same sandbox for threads and for the event loop."""

    def __init__(self, blocking: RunsBlocking, sandbox: Runs) -> None:
        self._blocking = blocking
        self._reader = CodeReader(sandbox)

    def runner(self, bot_id: UUID) -> RunCodeWith:
        """Runs the code of this bot, for threads."""
        return runner(self._blocking, str(bot_id))

    async def read(self, bot_id: UUID, sources: Sequence[str]) -> ReadCode:
        """Judges the code of this bot, as CodeReader."""
        return await self._reader.read(str(bot_id), sources)


def _code(request: Request) -> Code:
    return cast("Code", request.app.state.code)


TheCode = Annotated[Code, Depends(_code)]
