"""/ws/channel: one socket a person has open in a channel (interfaces.md, WebSocket)."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs
from uuid import UUID

import orjson
import structlog
from pydantic import ConfigDict, StringConstraints

from app.accounts.principals import Principal
from app.accounts.verify import TokenVerifier
from app.kit.errors import DbcvError, Forbidden, InvalidInput, Unauthenticated, Unavailable
from app.runtime.postgres import until_it_is_back

from ..admission import Admission, Doors
from ..asgi import Message, Receive, Scope, Send, header
from ..floor import Floor
from ..origins import is_allowed
from ..speech import First, Speech, not_empty, read_json, validated
from .gateway import Gateway
from .listener import Listener

log = structlog.get_logger()

DENIED = 1008
TRY_AGAIN = 1013
TRIES = 20
LARGEST_SEQ = 2**63 - 1
STILL_SIGNED_IN = """
select s.id from sign_in s left join "user" u on u.id = s.person_id
where s.id = any($1::uuid[]) and s.ended_at is null and coalesce(u.is_active, true)
"""


type Admit = Callable[[], Awaitable[Admission]]


class SpokenFrame(Speech):
    """{type: "message", client_id, …}: `client_id` names it as an `external_id` does."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["message"]
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


class StartFrame(First):
    type: Literal["start"]


class ChannelSocket:
    """Serves the sockets of this process."""

    def __init__(
        self,
        gateway: Gateway,
        doors: Doors,
        verifier: TokenVerifier,
        floor: Floor,
        *,
        everywhere: tuple[str, ...],
    ) -> None:
        self.doors = doors
        self.verifier = verifier
        self._gateway = gateway
        self._floor = floor
        self._everywhere = everywhere
        self._open: dict[asyncio.Task[Any], Principal] = {}
        self._by_channel: dict[UUID, set[asyncio.Task[Any]]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        chosen = "bearer" if "bearer" in scope.get("subprotocols", []) else None
        await send({"type": "websocket.accept", "subprotocol": chosen})
        try:
            person, admission, after = await self._enter(scope)
        except DbcvError as denied:
            await _send_json(send, {"type": "error", **denied.body()})
            await _close(send, TRY_AGAIN if isinstance(denied, Unavailable) else DENIED, denied.code)
            return
        with contextlib.suppress(OSError, RuntimeError):  # the socket is gone: there is nobody to tell
            await self._serve(person, admission, after, receive, send)

    def close_for(self, person_id: UUID | None, sign_in_id: UUID | None) -> None:
        """Signed out, demoted or removed: their sockets close at once, and may come back if they still may.

        Nobody named: something may have been missed, so all of them are looked up.
        """
        if person_id is None:
            self._looking = asyncio.create_task(self._close_ended())
            return
        for task, person in list(self._open.items()):
            if person.person_id == person_id and sign_in_id in {None, person.sign_in_id}:
                task.cancel()

    async def _close_ended(self) -> None:
        """Close the sockets whose sign-in is over."""
        ids = list({person.sign_in_id for person in self._open.values()})
        rows = await until_it_is_back(lambda: self._gateway.pool.fetch(STILL_SIGNED_IN, ids), what="sign_ins")
        still = {row["id"] for row in rows}
        for task, person in list(self._open.items()):
            if person.sign_in_id in set(ids) - still:
                task.cancel()

    def recheck(self, changed_id: UUID) -> None:
        """A channel was changed: who has it open must enter anew."""
        for task in list(self._by_channel.get(changed_id, ())):
            task.cancel()

    async def _enter(self, scope: Scope) -> tuple[Principal, Admission, int]:
        protocols: list[str] = scope.get("subprotocols", [])
        if len(protocols) < 2 or protocols[0] != "bearer":
            raise Unauthenticated("auth:required", "Send the token as the second subprotocol.")
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
            person = await self.verifier.verify(token)
            admission = await self.doors.admit(channel_id, person)
            if self.verifier.verify_cached(token) and self.doors.known(channel_id, person.person_id):
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

        conversation = _Conversation(self._floor, admit, listener, receive, send)
        gateway.enter(listener)
        sending = asyncio.create_task(listener.run())
        hearing = asyncio.create_task(conversation.hear())
        self._open[hearing] = person
        self._by_channel.setdefault(admission.channel_id, set()).add(hearing)
        try:
            await asyncio.wait((sending, hearing), return_when=asyncio.FIRST_COMPLETED)
            if hearing.cancelled():
                await _close(send, DENIED, "auth:revoked")
        finally:
            gateway.leave(listener)
            self._forget(hearing, admission.channel_id)
            await _end(sending)
            await _end(hearing)

    def _forget(self, hearing: asyncio.Task[Any], channel_id: UUID) -> None:
        self._open.pop(hearing, None)
        there = self._by_channel.get(channel_id, set())
        there.discard(hearing)
        if not there:
            self._by_channel.pop(channel_id, None)


class _Conversation:
    """What one socket says, frame by frame; a faulty frame is answered and the socket stays."""

    def __init__(self, floor: Floor, admit: Admit, listener: Listener, receive: Receive, send: Send) -> None:
        self._floor = floor
        self._admit = admit
        self._listener = listener
        self._receive = receive
        self._send = send

    async def hear(self) -> None:
        """Until the socket closes."""
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            await self._answer(message)

    async def _answer(self, message: Message) -> None:
        client_id = None
        try:
            payload = _read(message)
            client_id = payload.get("client_id") if isinstance(payload, dict) else None
            await self._act(payload)
        except DbcvError as error:
            await self._send_error(error, client_id)
        except OSError:
            raise
        except Exception as fault:  # noqa: BLE001 - the last line of defence: logged by type, answered in shape
            log.error("frame_failed", fault=type(fault).__name__)  # noqa: TRY400 - no texts
            await self._send_error(Unavailable("api:unavailable", "This did not work; try again."), client_id)

    async def _act(self, payload: Any) -> None:
        kind = payload.get("type") if isinstance(payload, dict) else None
        act = ACTS.get(kind) if isinstance(kind, str) else None
        if act is None:
            raise InvalidInput(
                "socket:unknown_type", "A frame's type is message or start.", allowed=list(ACTS)
            )
        await act(self, payload)

    async def say(self, payload: Any) -> None:
        frame = not_empty(validated(SpokenFrame, payload))
        if frame.external_id is None:
            frame = frame.model_copy(update={"external_id": frame.client_id})
        accepted = await self._floor.say(await self._admit(), frame)
        self._listener.was_told(accepted.seq)
        answer = {"client_id": frame.client_id, "id": str(accepted.id), "seq": accepted.seq}
        await _send_json(self._send, {"type": "accepted", **answer})

    async def start(self, payload: Any) -> None:
        await self._floor.start(await self._admit(), validated(StartFrame, payload))

    async def _send_error(self, error: DbcvError, client_id: Any) -> None:
        named = {"client_id": client_id} if isinstance(client_id, str) else {}
        await _send_json(self._send, {"type": "error", **named, **error.body()})


ACTS: dict[str, Callable[[_Conversation, Any], Awaitable[None]]] = {
    "message": _Conversation.say,
    "start": _Conversation.start,
}


def _read(message: Message) -> Any:
    source = message.get("text")
    return read_json(source if source is not None else message.get("bytes") or b"")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 19 or int(text) > LARGEST_SEQ:
        raise InvalidInput(
            "api:invalid", "Some fields are not right.", fields=[{"path": "after", "code": "not_a_number"}]
        )
    return int(text)


async def _send_json(send: Send, payload: object) -> None:
    await send({"type": "websocket.send", "text": orjson.dumps(payload).decode()})


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
