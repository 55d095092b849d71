"""A small real server that speaks the chat protocol (interfaces.md, WebSocket), for driving the chat page.

Its bot greets with two buttons, then answers every message with "You said: <text>".
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import uvicorn
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.channels.faces import Face
from app.channels.schemas import Look
from app.channels.web.pages import chat_router, read_chat
from chat_build import built_chat
from eventually import PATIENCE

GREETING = "Hello! Are you ready?"
BUTTONS = [{"text": "Yes, I am", "value": "yes"}, {"text": "Not yet", "value": "no"}]


@dataclass(slots=True)
class FakeServer:
    """The state of one channel with one conversation a person, and hooks to trouble it."""

    base_url: str = ""
    channel_id: str = field(default_factory=lambda: str(uuid4()))
    name: str = "Help desk"
    messages: dict[str, list[dict]] = field(default_factory=dict)
    people: dict[str, dict] = field(default_factory=dict)  # access token → user
    refresh_tokens: dict[str, dict] = field(default_factory=dict)
    sockets: dict[WebSocket, str] = field(default_factory=dict)
    accepted: dict[tuple[str, str], dict] = field(default_factory=dict)
    received: list[dict] = field(default_factory=list)  # every client frame, in order
    asked_after: list[int] = field(default_factory=list)
    refreshes: int = 0
    denials: int = 0
    may_refresh: asyncio.Event = field(default_factory=asyncio.Event)
    anonymous: int = 0
    is_up: bool = True
    is_private: bool = False
    greets: bool = True
    answers: bool = True
    echoes_twice: bool = False
    loses_receipts: bool = False
    refuses: dict | None = None  # the error every message gets
    details: dict = field(default_factory=dict)
    denial: dict | None = None  # the error told before a socket is denied
    most: int | None = None  # characters of a text beyond which the socket closes with 1009
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # id → name and content
    may_store: asyncio.Event = field(default_factory=asyncio.Event)
    refuses_files: tuple[int, dict] | None = None  # status and error every upload gets
    look: dict = field(default_factory=dict)
    sites: tuple[str, ...] = ()
    known_tokens: dict[str, dict] = field(default_factory=dict)  # what vouches for whom
    vouched: list[str] = field(default_factory=list)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)  # of a shop: path → policy and HTML
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    # -- hooks -------------------------------------------------------------------------------------

    async def wait_for(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self.changed:
            await self.changed.wait_for(condition)

    async def say(self, text: str = "", **parts: object) -> dict:
        """The bot says something to everybody here."""
        person = next(reversed(self.messages))
        return await self._append(person, {"kind": "bot", "id": "bot", "name": "Bot"}, text, **parts)

    async def broadcast(self, frame: dict) -> None:
        for socket in list(self.sockets):
            await socket.send_json(frame)

    async def cut(self) -> None:
        """Every connection is lost, as when a network breaks."""
        lost = list(self.sockets)
        for socket in lost:
            with suppress(RuntimeError):
                await socket.close(1012)
        await self.wait_for(lambda: not any(socket in self.sockets for socket in lost))

    async def go_down(self) -> None:
        self.is_up = False
        await self.cut()

    def come_back(self) -> None:
        self.is_up = True

    def expire_tokens(self) -> None:
        self.people.clear()

    def texts_received(self) -> list[str]:
        return [frame["text"] for frame in self.received if frame["type"] == "message"]

    def messages_of_people(self) -> list[dict]:
        said = [message for messages in self.messages.values() for message in messages]
        return [message for message in said if message["sender"]["kind"] != "bot"]

    # -- what a conversation is --------------------------------------------------------------------

    async def _append(self, person: str, sender: dict, text: str, **parts: object) -> dict:
        said = self.messages.setdefault(person, [])
        message = {
            "id": str(uuid4()),
            "seq": (said[-1]["seq"] if said else 0) + 1,
            "sender": sender,
            "text": text,
            "buttons": [],
            "attachments": [],
            "widget": None,
            "params": {},
            "created_at": datetime.now(UTC).isoformat(),
            **parts,
        }
        said.append(message)
        for socket, owner in list(self.sockets.items()):
            if owner == person:
                for _ in range(2 if self.echoes_twice else 1):
                    await socket.send_json({"type": "message", "message": message})
        await self._tell()
        return message

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def _start(self, person: str, frame: dict) -> None:
        if self.greets and (not self.messages.get(person) or frame.get("restart")):
            bot = {"kind": "bot", "id": "bot", "name": "Bot"}
            await self._append(person, bot, GREETING, buttons=BUTTONS)

    async def _accept(self, socket: WebSocket, user: dict, frame: dict) -> None:
        client_id = frame["client_id"]
        if self.refuses:
            error = {**self.refuses, "details": {"client_id": client_id, **self.details}}
            await socket.send_json({"type": "error", "error": error})
            return
        known = self.accepted.get((user["id"], client_id))
        text = frame.get("button") or frame["text"]
        parts = {"attachments": frame.get("attachments", [])}
        message = known or await self._append(user["id"], {"kind": "anonymous", **user}, text, **parts)
        self.accepted[user["id"], client_id] = message
        if self.loses_receipts:
            return
        receipt = {"client_id": client_id, "id": message["id"], "seq": message["seq"]}
        await socket.send_json({"type": "accepted", **receipt})
        if not known and self.answers:
            await self._append(user["id"], {"kind": "bot", "id": "bot", "name": "Bot"}, f"You said: {text}")

    # -- routes ------------------------------------------------------------------------------------

    async def shop(self, request: Request) -> Response:
        policy, html = self.pages.get(
            request.path_params["page"], ("", "<!doctype html><title>A shop</title>")
        )
        return HTMLResponse(html, headers={"Content-Security-Policy": policy} if policy else {})

    async def icon(self, _: Request) -> Response:
        drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"
        return Response(drawing, media_type="image/svg+xml")

    # What the chat's own routes ask for (app.channels.faces).
    async def of(self, _: UUID) -> Face:
        return Face(look=Look(**self.look), origins=self.sites)

    async def widget(self, _: Request) -> Response:
        return JSONResponse(self.look)

    async def identify(self, request: Request) -> Response:
        token = (await request.json())["token"]
        self.vouched.append(token)
        if token not in self.known_tokens:
            error = {"code": "identity:signature", "message": "English of the server", "details": {}}
            return JSONResponse({"error": error}, 401)
        self.is_private = False
        return self._tokens(self.known_tokens[token])

    def _tokens(self, user: dict) -> Response:
        access, refresh = uuid4().hex, uuid4().hex
        self.people[access] = user
        self.refresh_tokens[refresh] = user
        tokens = {"access_token": access, "refresh_token": refresh}
        return JSONResponse({**tokens, "token_type": "bearer", "expires_in": 900, "user": user})

    async def sign_in_anonymously(self, _: Request) -> Response:
        if not self.is_up:
            return Response(status_code=503)
        self.anonymous += 1
        return self._tokens({"id": str(uuid4()), "name": None})

    async def refresh(self, request: Request) -> Response:
        if not self.is_up:
            return Response(status_code=503)
        self.refreshes += 1
        await self.may_refresh.wait()
        user = self.refresh_tokens.pop((await request.json())["refresh_token"], None)
        return self._tokens(user) if user else Response(status_code=401)

    async def login(self, request: Request) -> Response:
        body = await request.json()
        if body["password"] != "right":
            return Response(status_code=401)
        self.is_private = False
        return self._tokens({"id": str(uuid4()), "name": "Ann", "email": body["email"]})

    async def logout(self, _: Request) -> Response:
        return Response(status_code=204)

    async def channel(self, _: Request) -> Response:
        return JSONResponse({"id": self.channel_id, "name": self.name})

    async def history(self, request: Request) -> Response:
        token = request.headers["authorization"].removeprefix("Bearer ")
        after, limit = (int(request.query_params[name]) for name in ("after", "limit"))
        said = self.messages.get(self.people[token]["id"], [])
        items = [message for message in said if message["seq"] > after][:limit]
        return JSONResponse({"items": items, "next_cursor": None})

    async def upload(self, request: Request) -> Response:
        content = await request.body()
        await self.may_store.wait()
        if request.headers["authorization"].removeprefix("Bearer ") not in self.people:
            return Response(status_code=401)
        if self.refuses_files:
            status, error = self.refuses_files
            return JSONResponse({"error": error}, status)
        file, name = uuid4().hex, request.query_params["name"]
        self.files[file] = (name, content)
        await self._tell()
        url = f"/api/v1/attachments/{file}/content?key=k"
        kind = "image" if content.startswith(b"\x89PNG") else "file"
        return JSONResponse({"id": file, "url": url, "type": kind, "name": name, "size": len(content)}, 201)

    async def content(self, request: Request) -> Response:
        name, content = self.files[request.path_params["file"]]
        return Response(content, media_type="image/png" if name.endswith(".png") else "text/plain")

    async def socket(self, socket: WebSocket) -> None:
        if not self.is_up:
            await socket.close()
            return
        await socket.accept("bearer")
        user = self.people.get(socket.scope["subprotocols"][1])
        if not user or self.is_private or socket.query_params["channel_id"] != self.channel_id:
            self.denials += 1
            if self.denial:
                await socket.send_json({"type": "error", "error": self.denial})
            await socket.close(1008)
            await self._tell()
            return
        after = int(socket.query_params["after"])
        self.asked_after.append(after)
        said = self.messages.setdefault(user["id"], [])
        # Whatever is said meanwhile is among them, or is told to those who listen.
        while missed := [one for one in said if one["seq"] > after]:
            after = missed[-1]["seq"]
            for message in missed:
                await socket.send_json({"type": "message", "message": message})
        self.sockets[socket] = user["id"]
        await self._tell()
        try:
            await self._listen(socket, user)
        finally:
            del self.sockets[socket]
            await self._tell()

    async def _listen(self, socket: WebSocket, user: dict) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                frame = await socket.receive_json()
                self.received.append(frame)
                if self.most and len(frame.get("text", "")) > self.most:
                    await socket.close(1009)
                    return
                if frame["type"] == "start":
                    await self._start(user["id"], frame)
                else:
                    await self._accept(socket, user, frame)
                await self._tell()  # once it is done: who waits for it may change what comes of the next

    def app(self) -> FastAPI:
        routes = [
            Route("/shop/{page}", self.shop),
            Route("/icon.svg", self.icon),
            Route("/api/v1/auth/anonymous", self.sign_in_anonymously, methods=["POST"]),
            Route("/api/v1/auth/refresh", self.refresh, methods=["POST"]),
            Route("/api/v1/auth/login", self.login, methods=["POST"]),
            Route("/api/v1/auth/logout", self.logout, methods=["POST"]),
            Route("/api/v1/channels/{channel_id}/widget", self.widget),
            Route("/api/v1/channels/{channel_id}/identity", self.identify, methods=["POST"]),
            Route("/api/v1/channels/{channel_id}", self.channel),
            Route("/api/v1/channels/{channel_id}/messages", self.history),
            Route("/api/v1/channels/{channel_id}/attachments", self.upload, methods=["POST"]),
            Route("/api/v1/attachments/{file}/content", self.content),
            WebSocketRoute("/ws/channel", self.socket),
        ]
        anywhere = Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])
        app = FastAPI(routes=routes, middleware=[anywhere])
        app.include_router(chat_router(read_chat(built_chat())))
        app.state.channels = SimpleNamespace(faces=self)
        return app


class InLoopServer(uvicorn.Server):
    """uvicorn beside the tests in one loop: signals stay the test runner's."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving() -> AsyncIterator[FakeServer]:
    """A FakeServer on a free port of the loopback interface."""
    fake = FakeServer()
    fake.may_refresh.set()
    fake.may_store.set()
    config = uvicorn.Config(fake.app(), port=0, ws="websockets-sansio", log_config=None, lifespan="off")
    server = InLoopServer(config)
    socket = config.bind_socket()
    fake.base_url = f"http://127.0.0.1:{socket.getsockname()[1]}"
    running = asyncio.create_task(server.serve([socket]))
    try:
        yield fake
    finally:
        await fake.cut()
        server.should_exit = True
        await running
        socket.close()
