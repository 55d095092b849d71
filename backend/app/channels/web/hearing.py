"""What one socket says, frame by frame; a faulty frame is answered and the socket stays."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal

import orjson
import structlog
from pydantic import ConfigDict, StringConstraints

from app.kit.errors import DbcvError, InvalidInput, TooLarge, Unavailable

from ..admission import Admission
from ..asgi import Message, Receive, Send
from ..floor import Floor
from ..speech import First, Speech, read_json, sayable, validated
from .listener import Listener

log = structlog.get_logger()

type Admit = Callable[[], Awaitable[Admission]]


class SpokenFrame(Speech):
    """{type: "message", client_id, …}: `client_id` names it as an `external_id` does."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["message"]
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


class StartFrame(First):
    type: Literal["start"]


class Hearing:
    """One socket's; `admit` says each time who speaks."""

    def __init__(self, floor: Floor, admit: Admit, listener: Listener, receive: Receive, send: Send) -> None:
        self._floor = floor
        self._admit = admit
        self._listener = listener
        self._receive = receive
        self._send = send

    async def run(self) -> None:
        """Until the socket closes."""
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            await self._answer(message)

    async def _answer(self, message: Message) -> None:
        client_id = None
        try:
            source = message.get("text") or message.get("bytes") or b""
            payload = read_json(source)
            client_id = payload.get("client_id") if isinstance(payload, dict) else None
            _check_size(source, self._floor.largest)
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
        frame = sayable(validated(SpokenFrame, payload))
        if frame.external_id is None:
            frame = frame.model_copy(update={"external_id": frame.client_id})
        accepted = await self._floor.say(
            await self._admit(), frame, lambda stored: self._listener.was_told(stored.seq)
        )
        answer = {"client_id": frame.client_id, "id": str(accepted.id), "seq": accepted.seq}
        await send_json(self._send, {"type": "accepted", **answer})

    async def start(self, payload: Any) -> None:
        await self._floor.start(await self._admit(), validated(StartFrame, payload))

    async def _send_error(self, error: DbcvError, client_id: Any) -> None:
        named = {"client_id": client_id} if isinstance(client_id, str) else {}
        await send_json(self._send, {"type": "error", **named, **error.body()})


ACTS: dict[str, Callable[[Hearing, Any], Awaitable[None]]] = {
    "message": Hearing.say,
    "start": Hearing.start,
}


def _check_size(source: str | bytes, largest: int) -> None:
    """After it was read, so that the answer names the message; what is larger still never gets here."""
    if len(source) * 4 <= largest:
        return
    if len(source.encode() if isinstance(source, str) else source) > largest:
        raise TooLarge("message:too_large", "The message is too large.", limit=largest)


async def send_json(send: Send, payload: object) -> None:
    """One frame."""
    await send({"type": "websocket.send", "text": orjson.dumps(payload).decode()})
