"""Whether this process alone has readers: then what is said here need not travel to be heard.

Every gateway calls the roll on a channel that all of them hear. Who hears its own call, and is told that
nobody else did, is alone until it hears another's. What it kept to itself until then the other may have
missed: it is in the database by then, so all the other has to be told is to look there.
"""

import asyncio
from collections.abc import Callable
from uuid import uuid4

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

ROLL = "gateways"
ROUND = 2.0  # seconds
ECHO = 1.0  # seconds until one's own call has to be heard
HERE = b"here"
LOOK = b"look"


class Roll:
    """`catch_up` is called where another gateway may have kept something to itself."""

    def __init__(self, redis: Redis, catch_up: Callable[[], None]) -> None:
        self._redis = redis
        self._catch_up = catch_up
        self._name = uuid4().hex.encode()
        self._turn = b""
        self._word = HERE
        self._listens = False
        self._others = False
        self._echoed = asyncio.Event()
        self._due = asyncio.Event()
        self.is_alone = False

    def begin(self) -> None:
        """We hear the others, from now on or once more."""
        self._listens = self._others = True
        self.stop_being_alone()
        self._due.set()

    def end(self) -> None:
        """We hear nobody."""
        self._listens, self._others = False, True
        self.stop_being_alone()

    def stop_being_alone(self) -> None:
        if self.is_alone:
            self.is_alone = False
            self.owe()

    def owe(self) -> None:
        """Others may not have been told what they should have been."""
        self._word = LOOK
        self._due.set()

    def hear(self, payload: bytes) -> None:
        """A call came."""
        word, _, caller = payload.partition(b" ")
        name, _, turn = caller.partition(b" ")
        if name == self._name:
            if turn == self._turn:
                self._echoed.set()
            return
        self._others = True
        self.stop_being_alone()
        if word == LOOK:
            self._catch_up()

    async def run(self) -> None:
        """Runs as long as the API does."""
        while True:
            try:
                async with asyncio.timeout(ROUND):
                    await self._due.wait()
            except TimeoutError:
                pass
            self._due.clear()
            if self._listens:
                await self._call()

    async def _call(self) -> None:
        self._turn = uuid4().hex.encode()
        self._others = False
        self._echoed.clear()
        word, self._word = self._word, HERE
        try:
            count = await self._redis.publish(ROLL, b" ".join((word, self._name, self._turn)))
            async with asyncio.timeout(ECHO):
                await self._echoed.wait()
        except (RedisError, OSError) as away:  # a TimeoutError is one of the latter
            log.warning("roll_call_failed", fault=type(away).__name__)
            self.stop_being_alone()
            if word == LOOK:
                self._word = LOOK  # with the next round
            return
        if count == 1 and not self._others:
            self.is_alone = True
        else:
            self.stop_being_alone()
