"""/ws/channel: one socket a person has open in a channel (interfaces.md, WebSocket)."""

import asyncio
import contextlib
from collections.abc import Awaitable, Coroutine
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import structlog

from app.accounts.principals import Principal
from app.accounts.scopes import RUN
from app.accounts.verify import TokenVerifier
from app.kit.api.queries import check_queries
from app.kit.errors import DbcvError, Forbidden, InvalidInput, TooMany, Unauthenticated, Unavailable
from app.runtime.postgres import until_it_is_back

from ..admission import Admission, Doors
from ..asgi import Receive, Scope, Send, header
from ..floor import Floor
from ..origins import is_allowed
from .gateway import Gateway
from .hearing import Hearing, send_json
from .listener import Listener
from .open_sockets import OpenSocket, OpenSockets, SocketRules

log = structlog.get_logger()

DENIED = 1008
REVOKED, CHANGED = "auth:revoked", "channel:changed"
TRY_AGAIN = 1013
TRIES = 20
TAKEN = ("after", "channel_id")
LARGEST_SEQ = 2**63 - 1
AFTER = {"path": "query.after", "code": "not_a_number", "message": "A message's number is wanted"}
STILL_SIGNED_IN = """
select s.id from sign_in s left join "user" u on u.id = s.person_id
where s.id = any($1::uuid[]) and s.ended_at is null and coalesce(u.is_active, true)
"""


class ChannelSocket:
    """Serves the sockets of this process."""

    def __init__(
        self, gateway: Gateway, doors: Doors, verifier: TokenVerifier, floor: Floor, *, rules: SocketRules
    ) -> None:
        self.doors = doors
        self.verifier = verifier
        self._gateway = gateway
        self._floor = floor
        self._everywhere = rules.everywhere
        self._sockets = OpenSockets(rules)
        self._looking: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        chosen = "bearer" if "bearer" in scope.get("subprotocols", []) else None
        await send({"type": "websocket.accept", "subprotocol": chosen})
        try:
            with self._sockets.counted(scope):
                person, admission, after = await self._enter(scope)
                with contextlib.suppress(OSError, RuntimeError):  # the socket is gone: nobody is to be told
                    await self._serve(person, admission, after, receive, send)
        except DbcvError as denied:
            await send_json(send, {"type": "error", **denied.body()})
            is_passing = isinstance(denied, Unavailable | TooMany)
            await _close(send, TRY_AGAIN if is_passing else DENIED, denied.code)

    def close_for(self, person_id: UUID | None, sign_in_id: UUID | None) -> None:
        """Signed out, demoted or removed: their sockets close at once, and may come back if they still may.

        Nobody named: something may have been missed, so all of them are looked up.
        """
        if person_id is None:
            self._look(self._close_ended())
            return
        for one in self._sockets.all():
            if one.person.person_id == person_id and sign_in_id in {None, one.person.sign_in_id}:
                one.close(REVOKED)

    def recheck(self, changed_id: UUID | None) -> None:
        """A channel was changed: who has it open must enter anew. None: any channel may have been."""
        if changed_id is None:
            self._look(self._close_shut_out())
            return
        for one in self._sockets.of_channel(changed_id):
            one.close(CHANGED)

    def stop_looking(self) -> None:
        """The process ends."""
        for task in tuple(self._looking):
            task.cancel()

    def _look(self, looking: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(looking)
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)

    async def _close_ended(self) -> None:
        """Close the sockets whose sign-in is over."""
        ids = list({one.person.sign_in_id for one in self._sockets.all()})
        rows = await until_it_is_back(lambda: self._gateway.pool.fetch(STILL_SIGNED_IN, ids), what="sign_ins")
        ended = set(ids) - {row["id"] for row in rows}
        for one in self._sockets.all():
            if one.person.sign_in_id in ended:
                one.close(REVOKED)

    async def _close_shut_out(self) -> None:
        """Close the sockets of those who may not enter any more."""
        for one in self._sockets.all():
            try:
                await self.doors.admit(one.channel_id, one.person)
            except DbcvError:
                one.close(CHANGED)

    async def _enter(self, scope: Scope) -> tuple[Principal, Admission, int]:
        protocols: list[str] = scope.get("subprotocols", [])
        if len(protocols) < 2 or protocols[0] != "bearer":
            raise Unauthenticated("auth:required", "Send the token as the second subprotocol.")
        check_queries(scope["query_string"], TAKEN)
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        person, admission = await self._admit(protocols[1], _uuid(query.get("channel_id", [""])[0]))
        host = header(scope, b"host") or ""
        origin = header(scope, b"origin")
        if not is_allowed(origin, host, self._everywhere, admission.allowed_origins):
            raise Forbidden("channel:origin", "This page may not reach the channel.")
        return person, admission, _number(query.get("after", ["0"])[0])

    async def _admit(self, token: str, channel_id: UUID) -> tuple[Principal, Admission]:
        """Both as they are now: who signs out or is taken off while the door opens is not let in."""
        for _ in range(TRIES):
            person = await self.verifier.verify(token, RUN)
            admission = await self.doors.admit(channel_id, person)
            if self.verifier.verify_cached(token, RUN) and self.doors.known(channel_id, person.person_id):
                return person, admission
        raise Unavailable("api:unavailable", "Too much changes right now; try again.")

    async def _serve(
        self, person: Principal, admission: Admission, after: int, receive: Receive, send: Send
    ) -> None:
        async def send_text(text: str) -> None:
            await send({"type": "websocket.send", "text": text})

        gateway = self._gateway
        listener = Listener(gateway.pool, gateway.reading, admission.thread_id, after, send_text)

        def admit() -> Awaitable[Admission]:
            return self.doors.admit(admission.channel_id, person)

        hearing = Hearing(self._floor, admit, listener, receive, send)
        gateway.enter(listener)
        sending = asyncio.create_task(listener.run())
        heard = asyncio.create_task(hearing.run())
        one = OpenSocket(person=person, channel_id=admission.channel_id, hearing=heard)
        try:
            with self._sockets.entered(one):
                await asyncio.wait((sending, heard), return_when=asyncio.FIRST_COMPLETED)
            if heard.cancelled():
                await _close(send, DENIED, one.reason)
        finally:
            gateway.leave(listener)
            await _end(sending)
            await _end(heard)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 19 or int(text) > LARGEST_SEQ:
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[AFTER])
    return int(text)


async def _close(send: Send, code: int, reason: str) -> None:
    with contextlib.suppress(OSError, RuntimeError):  # gone already
        await send({"type": "websocket.close", "code": code, "reason": reason})


async def _end(task: asyncio.Task[Any]) -> None:
    """Cancel and wait; a fault of a closed socket is no news, any other is logged by its type."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        try:
            await task
        except Exception as fault:  # noqa: BLE001
            log.info("socket_ended", fault=type(fault).__name__)
