"""One socket a person has open on a bot: who it is, and as long as they may see it (interfaces.md)."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import orjson
import structlog
from sqlalchemy import select
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.accounts.access import forbidden, require_bot
from app.accounts.principals import Access, Principal
from app.accounts.scopes import CONVERSATIONS, EDIT, READ, is_open, scope_needed
from app.kit.api.queries import check_queries
from app.kit.errors import DbcvError, Forbidden, TooMany, Unauthenticated, Unavailable
from app.kit.side_by_side import until_one_ends
from app.storage.models import Bot, Step

from .hearing import Hearing, Visit
from .parts import LiveParts
from .people import Someone
from .telling import Telling

log = structlog.get_logger()

DENIED = 1008
TRY_AGAIN = 1013
TAKEN = ("after", "bot_id")
CATCH_UP = "socket:catch_up"  # come again from the last revision that was heard
RENEWAL = 10.0  # seconds between two looks whether the person may still see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`after`: the last revision the client has."""

    bot_id: UUID
    after: int | None


class BotSocket:
    """Serves one open socket until it closes. `asked` raises where the address is faulty."""

    def __init__(self, parts: LiveParts, socket: WebSocket, asked: Callable[[], Asked]) -> None:
        self._parts = parts
        self._socket = socket
        self._asked = asked
        self._bot_id = UUID(int=0)
        self._after: int | None = None
        self._may_not_lock: DbcvError | None = None
        self._doubted = asyncio.Event()

    async def serve(self, token: str | None) -> None:
        """Accept, check who it is, then tell and hear until either ends."""
        try:
            asked = self._asked()
            self._bot_id, self._after = asked.bot_id, asked.after
            person, revision = await self._enter(token)
            with self._parts.seats.taken(person.person_id, self._bot_id):
                await self._socket.accept(subprotocol=self._protocol())
                with contextlib.suppress(WebSocketDisconnect):  # gone already
                    await self._stay(person, revision, token or "")
        except DbcvError as denied:
            if self._socket.application_state.name == "CONNECTING":
                await self._socket.accept(subprotocol=self._protocol())
            await self._refuse(denied)

    def _protocol(self) -> str | None:
        return "bearer" if "bearer" in self._socket.scope.get("subprotocols", []) else None

    async def _enter(self, token: str | None) -> tuple[Principal, int]:
        """Who it is, and the draft's revision, as both are now."""
        if token is None:
            raise Unauthenticated("auth:required", "Send the token as the second subprotocol.")
        check_queries(self._socket.scope["query_string"], TAKEN)
        person = await self._parts.verifier.verify(token, READ)
        if not person.has_role("DEVELOPER"):
            raise Forbidden("auth:role_needed", "Your role doesn't allow this.", role="DEVELOPER")
        async with self._parts.database.unit_of_work() as session:
            reach = await require_bot(session, person, self._bot_id, Access.VIEWER)
            bot = await session.get_one(Bot, self._bot_id)
        self._may_not_lock = _why_no_lock(person, reach.access)
        return person, bot.revision

    def _check_lock(self) -> None:
        if self._may_not_lock is not None:
            raise self._may_not_lock

    async def _has_step(self, step: str) -> bool:
        async with self._parts.database.unit_of_work() as session:
            found = select(Step.id).where(Step.bot_id == self._bot_id, Step.key == step)
            return await session.scalar(found) is not None

    async def _refuse(self, denied: DbcvError) -> None:
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # gone already
            await self._send({"type": "error", **denied.body()})
            code = TRY_AGAIN if isinstance(denied, Unavailable | TooMany) else DENIED
            await self._socket.close(code, denied.code)

    async def _stay(self, person: Principal, revision: int, token: str) -> None:
        is_ahead = self._after is not None and self._after > revision
        begin = revision if self._after is None or is_ahead else self._after
        someone = Someone(socket_id=uuid4().hex, person_id=person.person_id, name=person.name)
        visit = Visit(
            bot_id=self._bot_id, someone=someone, may_lock=self._check_lock, has_step=self._has_step
        )
        telling = Telling(self._parts, self._bot_id, begin, self._send)
        hearing = Hearing(self._parts.people, self._parts.hub, visit, self._socket.receive, self._send)
        trust = self._parts.verifier.on_revoked(partial(self._doubt, person.person_id))
        hear = telling.hear if is_open(person.scopes, CONVERSATIONS) else telling.hear_of_draft
        leave = await self._parts.hub.enter(self._bot_id, hear)
        try:
            await hearing.arrive()
            await self._greet(begin)
            if is_ahead:  # of a draft this is not, or no longer
                await self._send({"type": "gap", "revision": revision})
            faults = await until_one_ends(
                hearing.run(), hearing.tell_where(), telling.run(), telling.show_people(), self._renew(token)
            )
            for fault in faults:
                await self._end(fault)
        finally:
            trust()
            await leave()
            await hearing.leave()

    async def _greet(self, revision: int) -> None:
        people = self._parts.people
        present, locks = await people.present(self._bot_id), await people.locks(self._bot_id)
        await self._send({"type": "hello", "revision": revision, "people": present, "locks": locks})

    async def _end(self, fault: BaseException) -> None:
        """Whatever went wrong on our side, the client comes again and misses no change."""
        if isinstance(fault, WebSocketDisconnect):
            return
        if isinstance(fault, DbcvError):
            raise fault
        log.error("bot_socket_failed", fault=type(fault).__name__)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await self._socket.close(TRY_AGAIN, CATCH_UP)

    async def _renew(self, token: str) -> None:
        """Who has lost the bot, or is signed out, hears no more of it: at once where this process is told."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._doubted.wait(), RENEWAL)
            self._doubted.clear()
            with contextlib.suppress(Unavailable):
                await self._enter(token)

    def _doubt(self, own_id: UUID, person_id: UUID | None, sign_in_id: UUID | None) -> None:
        del sign_in_id
        if person_id in (None, own_id):
            self._doubted.set()

    async def _send(self, frame: dict[str, Any]) -> None:
        await self._socket.send_text(orjson.dumps(frame).decode())


def _why_no_lock(person: Principal, access: Access) -> DbcvError | None:
    """Who may not edit stands in nobody's way."""
    if access < Access.EDITOR:
        return forbidden()
    return None if is_open(person.scopes, EDIT) else scope_needed(EDIT)
