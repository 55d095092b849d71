"""The two routes every message takes, in front of the framework: POST …/messages and /ws/channel."""

import re
from uuid import UUID, uuid4

import structlog

from app.accounts.scopes import RUN
from app.accounts.verify import TokenVerifier
from app.kit.api.queries import check_queries
from app.kit.errors import DbcvError, Forbidden, Unauthenticated, Unavailable
from app.runtime.inbox import Accepted

from ..admission import Admission, Doors
from ..asgi import (
    Disconnected,
    Headers,
    Receive,
    Scope,
    Send,
    bearer_token,
    check_is_json,
    header,
    read_body,
    respond,
    respond_error,
)
from ..cors import ChannelOrigins, let_in
from ..floor import Floor
from ..origins import is_allowed
from ..speech import read_json, read_speech
from .socket import ChannelSocket

log = structlog.get_logger()

MESSAGES = re.compile(r"/api/v1/channels/([0-9a-fA-F-]{32,36})/messages").fullmatch
SOCKET = "/ws/channel"
NO_SNIFFING: Headers = [(b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store")]


class HotPath:
    """Answers the hot routes itself and hands everything else on. `limit` is in bytes of a body."""

    def __init__(
        self,
        app: ChannelOrigins,
        socket: ChannelSocket,
        floor: Floor,
        *,
        everywhere: tuple[str, ...],
        limit: int,
    ) -> None:
        self._app = app
        self._socket = socket
        self._floor = floor
        self._doors: Doors = socket.doors
        self._verifier: TokenVerifier = socket.verifier
        self._everywhere = everywhere
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and scope["path"] == SOCKET:
            await self._socket(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "POST" and (match := MESSAGES(scope["path"])):
            await self._post(match[1], scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _post(self, channel: str, scope: Scope, receive: Receive, send: Send) -> None:
        headers = list(NO_SNIFFING)
        try:
            check_queries(scope["query_string"], ())
            check_is_json(scope)
            body = await read_body(receive, self._limit)
            admission = await self._admit(channel, scope, headers)
            accepted = await self._floor.say(admission, read_speech(read_json(body)))
        except Disconnected:
            return
        except DbcvError as error:
            if headers == NO_SNIFFING:  # refused before the page was let in
                headers.extend(await self._app.headers_for(scope))
            await respond_error(send, error, headers)
        except Exception as fault:  # noqa: BLE001 - the last line of defence: logged by type, answered in shape
            request_id = uuid4().hex
            log.error("message_failed", fault=type(fault).__name__, request_id=request_id)  # noqa: TRY400 - no texts
            broken = Unavailable("api:unavailable", "This did not work; try again.", request_id=request_id)
            await respond_error(send, broken, headers)
        else:
            await respond(send, 202, receipt(accepted), headers)

    async def _admit(self, channel: str, scope: Scope, headers: Headers) -> Admission:
        token = bearer_token(scope)
        if token is None:
            raise Unauthenticated("auth:required", "Sign in first.")
        person = self._verifier.verify_cached(token, RUN) or await self._verifier.verify(token, RUN)
        admission = await self._doors.admit(_channel_id(channel), person)
        origin = header(scope, b"origin")
        if origin is not None:
            host = header(scope, b"host") or ""
            if not is_allowed(origin, host, self._everywhere, admission.allowed_origins):
                raise Forbidden("channel:origin", "This page may not reach the channel.")
            headers.extend(let_in(origin))
        return admission


def _channel_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def receipt(accepted: Accepted) -> dict[str, object]:
    """What a sender is told: stored for good. A repeat is told the same."""
    return {"id": str(accepted.id), "seq": accepted.seq, "status": "accepted"}
