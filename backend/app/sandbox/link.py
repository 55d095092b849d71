"""The fork server as seen from here: a child process and the socket its orders go through."""

import asyncio
import base64
import contextlib
import importlib.util
import json
import os
import socket
import subprocess
import sys
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .limits import SandboxLimits

_PACKET = 64 * 1024
_READY_SECONDS = 20.0
_BOOT = "import sys; sys.path.insert(0, sys.argv.pop(1)); from inside.server import main; main()"
# The order of sets is the same in every run, so a test that prints one passes again.
_ENVIRONMENT = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

type Gone = Callable[[int | None], None]
"""Called with a worker's exit status (negative: the signal); None where the whole server went."""
type Made = Callable[[int], None]


class Refused(Exception):
    """There is no fork server; the reason is for people. `is_final`: and there will be none."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


class Link:
    """A fork server that is up. `start` it; `close` ends it and all its workers."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self.walls: tuple[str, ...] = ()
        self.is_up = True
        self._process = process
        self._control = control
        self._loop = asyncio.get_running_loop()
        self._numbers = 0
        self._workers: dict[int, tuple[Made, Gone]] = {}
        self._first: asyncio.Future[Mapping[str, Any]] = self._loop.create_future()
        self._loop.add_reader(control.fileno(), self._hear)

    @classmethod
    async def start(cls, limits: SandboxLimits, *, program: bytes, writable: frozenset[str]) -> "Link":
        """Refused where it does not come up, or where its self-test finds a leak."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            link = cls(_spawn(theirs.fileno()), ours)
        config = {
            **asdict(limits),
            "filter": base64.b64encode(program).decode(),
            "zones": _zones(),
            "writable": sorted(writable),
        }
        link._send(config)
        first: Mapping[str, Any] = {}
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_READY_SECONDS):
                    first = await link._first
        finally:  # whoever gives up waiting leaves no process behind
            if "ready" not in first:
                link.close()
        if "ready" not in first:
            leaks = first.get("leaks")
            raise Refused(f"leaks: {', '.join(leaks)}" if leaks else "no start", is_final=bool(leaks))
        link.walls = tuple(first["ready"])
        return link

    @property
    def pid(self) -> int:
        return self._process.pid

    def make(self, calls: int, answers: int, made: Made, gone: Gone) -> int:
        """A new worker with these ends of its pipes; its number. Gone at once where the server fell."""
        self._numbers += 1
        if not self.is_up:
            self._loop.call_soon(gone, None)
            return self._numbers
        self._workers[self._numbers] = (made, gone)
        order = json.dumps({"new": self._numbers}).encode()
        try:
            socket.send_fds(self._control, [order], [calls, answers])
        except OSError:
            self._loop.call_soon(self._lose)
        return self._numbers

    def kill(self, number: int) -> None:
        self._send({"kill": number})

    def put_behind(self, number: int) -> None:
        """Others have the processor first from now on."""
        self._send({"yield": number})

    def close(self) -> None:
        self._lose()

    def _send(self, order: Mapping[str, Any]) -> None:
        if not self.is_up:
            return
        try:
            self._control.send(json.dumps(order).encode())
        except OSError:
            self._loop.call_soon(self._lose)

    def _hear(self) -> None:
        while self.is_up:
            try:
                packet = self._control.recv(_PACKET, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            except OSError:
                packet = b""
            if not packet:
                self._lose()
                return
            self._take(json.loads(packet))

    def _take(self, news: Mapping[str, Any]) -> None:
        if "made" in news:
            made, _ = self._workers.get(news["made"], (None, None))
            if made is not None:
                made(news["pid"])
        elif "gone" in news:
            _, gone = self._workers.pop(news["gone"], (None, None))
            if gone is not None:
                gone(news["status"])
        elif not self._first.done():
            self._first.set_result(news)

    def _lose(self) -> None:
        if not self.is_up:
            return
        self.is_up = False
        self._loop.remove_reader(self._control.fileno())
        self._control.close()
        self._process.kill()
        self._process.wait()
        if not self._first.done():
            self._first.set_result({})
        workers, self._workers = self._workers, {}
        for _, gone in workers.values():
            gone(None)


def _spawn(control: int) -> subprocess.Popen[bytes]:
    """A clean Python: no site packages, nothing of our environment, no descriptor but the socket."""
    arguments = [
        "-S",
        "-s",
        "-P",
        "-B",
        "-c",
        _BOOT,
        str(Path(__file__).parent),
        str(control),
        str(os.getpid()),
    ]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(control,),
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )


def _zones() -> str:
    found = importlib.util.find_spec("tzdata")
    if found is not None and found.origin is not None:
        return str(Path(found.origin).parent / "zoneinfo")
    return next((folder for folder in zoneinfo.TZPATH if Path(folder).is_dir()), os.devnull)
