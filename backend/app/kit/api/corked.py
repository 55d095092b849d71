"""One write to the network for all that is written while the event loop goes round once.

A system call and a packet cost more than what is in them: an answer's head and body leave together, and so do
frames that follow one another at once.
"""

from asyncio import AbstractEventLoop, BaseProtocol, Transport
from collections.abc import Iterable
from typing import Any

MOST = 64 * 1024  # bytes held back; beyond it they leave at once, and the reader's pace is felt


class Corked(Transport):
    """A transport in front of another; what is written waits for the end of this round of the loop."""

    def __init__(self, inner: Transport, loop: AbstractEventLoop) -> None:
        super().__init__()
        self._inner = inner
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: Any) -> None:
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size > MOST:
            self._flush()

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        self.write(b"".join(list_of_data))

    def close(self) -> None:
        self._flush()
        self._inner.close()

    def abort(self) -> None:
        self._forget()
        self._inner.abort()

    def get_write_buffer_size(self) -> int:
        return self._size + self._inner.get_write_buffer_size()

    def is_closing(self) -> bool:
        return self._inner.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._inner.get_extra_info(name, default)

    def set_protocol(self, protocol: BaseProtocol) -> None:
        self._inner.set_protocol(protocol)

    def get_protocol(self) -> BaseProtocol:
        return self._inner.get_protocol()

    def is_reading(self) -> bool:
        return self._inner.is_reading()

    def pause_reading(self) -> None:
        self._inner.pause_reading()

    def resume_reading(self) -> None:
        self._inner.resume_reading()

    def _flush(self) -> None:
        held = self._held
        self._forget()
        if held and not self._inner.is_closing():
            self._inner.write(b"".join(held))

    def _forget(self) -> None:
        self._held = []
        self._size = 0
