"""The sandbox for those who do not wait in an event loop: started when it is first needed."""

import asyncio
import threading
from typing import Self

from app.kit.processors import waiting

from .limits import SandboxLimits
from .outcome import Call, Outcome, unavailable
from .sandbox import Sandbox


class InThreads:
    """A sandbox of an event loop, for the threads beside it, whose processors others have meanwhile."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._loop: asyncio.AbstractEventLoop | None = None

    def serve(self) -> None:
        """From here on the running loop is the sandbox's."""
        self._loop = asyncio.get_running_loop()

    def run(self, bot: str, call: Call) -> Outcome:
        """What came of it, as Sandbox.run. Not for the loop's own thread."""
        if self._loop is None:
            return Outcome(failure=unavailable("it is not started"))
        with waiting():
            return asyncio.run_coroutine_threadsafe(self._sandbox.run(bot, call), self._loop).result()


class BlockingSandbox:
    """A context manager; its event loop lives in a thread of its own."""

    def __init__(self, limits: SandboxLimits | None = None) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sandbox: Sandbox | None = None
        self._thread: threading.Thread | None = None

    def run(self, bot: str, call: Call) -> Outcome:
        """What came of it, as Sandbox.run."""
        loop, sandbox = self._ready()
        return asyncio.run_coroutine_threadsafe(sandbox.run(bot, call), loop).result()

    def close(self) -> None:
        with self._lock:
            if self._loop is None or self._sandbox is None or self._thread is None:
                return
            asyncio.run_coroutine_threadsafe(self._sandbox.close(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._loop = self._sandbox = self._thread = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.close()

    def _ready(self) -> tuple[asyncio.AbstractEventLoop, Sandbox]:
        with self._lock:
            if self._loop is None or self._sandbox is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
                self._thread.start()
                self._sandbox = asyncio.run_coroutine_threadsafe(_made(self._limits), self._loop).result()
            return self._loop, self._sandbox


async def _made(limits: SandboxLimits | None) -> Sandbox:
    return Sandbox(limits)
