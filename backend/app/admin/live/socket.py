"""One socket an administrator watches figures on, for as long as they are one."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.accounts.principals import Principal
from app.accounts.verify import TokenVerifier
from app.kit.errors import DbcvError, InvalidInput, TooMany, Unavailable
from app.kit.side_by_side import until_one_ends

from .figures import Board

DENIED, TRY_AGAIN = 1008, 1013
MOST = 20  # open at once in this process
WAIT = 10  # seconds until trying again may be of use
RENEWAL = 10.0  # seconds between two looks whether they still may; at once where this process is told

type Who = Callable[[], Awaitable[Principal]]
"""Who it is just now; raises where that is no administrator."""


class Watchers:
    """Serves every such socket of this process."""

    def __init__(self, board: Board, verifier: TokenVerifier, most: int = MOST) -> None:
        self._board = board
        self._verifier = verifier
        self._most = most
        self._open = 0

    async def serve(self, socket: WebSocket, who: Who) -> None:
        """Accept, check, and tell until either side ends it."""
        subprotocol = "bearer" if "bearer" in socket.scope.get("subprotocols", []) else None
        await socket.accept(subprotocol=subprotocol)
        try:
            person = await who()
            if self._open >= self._most:
                raise TooMany("socket:too_many", "Too many are open.", limit=self._most, retry_after=WAIT)
            self._open += 1
            try:
                await self._stay(socket, person, who)
            finally:
                self._open -= 1
        except DbcvError as denied:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # gone already
                await socket.send_text(_text({"type": "error", **denied.body()}))
                is_passing = isinstance(denied, Unavailable | TooMany)
                await socket.close(TRY_AGAIN if is_passing else DENIED, denied.code)

    async def _stay(self, socket: WebSocket, person: Principal, who: Who) -> None:
        doubted = asyncio.Event()

        def doubt(person_id: UUID | None, sign_in_id: UUID | None) -> None:
            del sign_in_id
            if person_id in (None, person.person_id):
                doubted.set()

        trust = self._verifier.on_revoked(doubt)
        try:
            faults = await until_one_ends(self._tell(socket), _listen(socket), _renew(who, doubted))
        finally:
            trust()
        for fault in faults:
            if not isinstance(fault, RuntimeError | WebSocketDisconnect):  # gone while it was told something
                raise fault

    async def _tell(self, socket: WebSocket) -> None:
        while True:
            await socket.send_text(_text(await self._board.newest()))
            await asyncio.sleep(self._board.every)


async def _listen(socket: WebSocket) -> None:
    """Until they leave: there is nothing to say here."""
    message = await socket.receive()
    if message["type"] != "websocket.disconnect":
        raise InvalidInput("socket:unknown_type", "This socket only tells.", allowed=[])


async def _renew(who: Who, doubted: asyncio.Event) -> None:
    while True:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(doubted.wait(), RENEWAL)
        doubted.clear()
        with contextlib.suppress(Unavailable):
            await who()


def _text(frame: dict[str, Any]) -> str:
    return orjson.dumps(frame).decode()
