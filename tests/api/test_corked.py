"""What is written in one round of the loop leaves together (kit/api/corked.py)."""

import asyncio
from typing import Any

from app.kit.api.corked import MOST, Corked


class Wire(asyncio.Transport):
    """Keeps each write as it would leave."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[bytes] = []
        self.ended: str | None = None

    def write(self, data: Any) -> None:
        assert self.ended is None
        self.writes.append(bytes(data))

    def get_write_buffer_size(self) -> int:
        return 7

    def is_closing(self) -> bool:
        return self.ended is not None

    def close(self) -> None:
        self.ended = "closed"

    def abort(self) -> None:
        self.ended = "aborted"


def corked() -> tuple[Wire, Corked]:
    wire = Wire()
    return wire, Corked(wire, asyncio.get_running_loop())


async def test_what_is_written_in_one_round_leaves_in_one_write_in_its_order():
    wire, transport = corked()
    transport.write(b"head ")
    transport.writelines([b"bo", bytearray(b"dy")])
    assert (wire.writes, transport.get_write_buffer_size()) == ([], 9 + 7)

    await asyncio.sleep(0)
    assert (wire.writes, transport.get_write_buffer_size()) == ([b"head body"], 7)
    transport.write(b"more")
    await asyncio.sleep(0)
    assert wire.writes == [b"head body", b"more"]


async def test_much_does_not_wait():
    wire, transport = corked()
    transport.write(b"x" * MOST)
    assert wire.writes == []
    transport.write(b"y")
    assert wire.writes == [b"x" * MOST + b"y"]
    await asyncio.sleep(0)
    assert len(wire.writes) == 1


async def test_what_was_written_leaves_before_a_close_and_not_after_an_abort():
    wire, transport = corked()
    transport.write(b"the end")
    transport.close()
    assert (wire.writes, wire.ended, transport.is_closing()) == ([b"the end"], "closed", True)
    transport.write(b"too late")
    await asyncio.sleep(0)
    assert wire.writes == [b"the end"]

    wire, transport = corked()
    transport.write(b"for nobody")
    transport.abort()
    await asyncio.sleep(0)
    assert (wire.writes, wire.ended) == ([], "aborted")


async def test_what_was_held_when_the_other_side_left_is_dropped():
    wire, transport = corked()
    transport.write(b"for nobody")
    wire.ended = "lost"
    await asyncio.sleep(0)
    assert wire.writes == []
