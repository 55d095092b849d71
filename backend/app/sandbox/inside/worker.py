"""The life of a worker: calls come in, answers go out, until it is not fit for another or nobody is there."""

import gc
import json
import os
import sys
import time
from dataclasses import dataclass
from json.encoder import encode_basestring
from types import CodeType
from typing import Any

from . import frames
from .modules import ALLOWED
from .moment import MOMENT
from .pristine import Pristine
from .running import Ran, Sizes, compiled, run

_MOST_SOURCES = 50
_BALLAST = 512 * 1024  # bytes set free when there is no memory left, so that this can be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How many calls and how much processor time a worker has before it lets itself be replaced."""

    calls: int
    seconds: float


class Worker:
    """One after its walls are up."""

    def __init__(self, sizes: Sizes, life: Life, pristine: Pristine) -> None:
        self._sizes = sizes
        self._life = life
        self._pristine = pristine
        self._sources: dict[str, CodeType | Ran] = {}
        self._calls = 0
        self._ballast: bytes | None = bytes(_BALLAST)
        # Authors' code may put its own in the place of these.
        self._read, self._write, self._exit = os.read, os.write, os._exit
        self._loads, self._collect, self._spent = json.loads, gc.collect, time.process_time

    def serve(self) -> None:
        """Does not return."""
        gc.enable()
        self._write(frames.OUTPUT, frames.READY)
        while True:
            number, source, payload = self._next()
            asked = self._loads(payload)
            code = self._compiled(source)
            ran = code if type(code) is Ran else self._ran(source, code, asked)
            is_last = ran.is_last or self._is_over()
            self._answer(number, ran, is_last=is_last)
            if is_last or self._is_spoilt(code):
                self._exit(frames.RETIRED)

    def _next(self) -> tuple[int, str, bytes]:
        number, size, rest = frames.CALL.unpack(self._exactly(frames.CALL.size))
        source = self._exactly(size).decode()
        return number, source, self._exactly(rest)

    def _exactly(self, size: int) -> bytes:
        pieces = b""
        while len(pieces) < size:
            piece = self._read(frames.INPUT, size - len(pieces))
            if not piece:
                self._exit(0)
            pieces += piece
        return pieces

    def _compiled(self, source: str) -> CodeType | Ran:
        """What came of it, where it cannot be read."""
        found = self._sources.get(source)
        if found is None:
            if len(self._sources) >= _MOST_SOURCES:
                self._sources.clear()
            found = compiled(source, self._sizes)
            if not (type(found) is Ran and found.is_last):
                self._sources[source] = found
        return found

    def _ran(self, source: str, code: CodeType, asked: dict[str, Any]) -> Ran:
        if not asked:  # only whether it can be read was asked
            return Ran()
        if MOMENT.begin(asked["at"], asked["offset"], asked["seed"], is_fixed=asked["fixed"]):
            self._pristine.accept("time")
        ran = run(source, code, asked["message"], asked["variables"], self._sizes)
        if ran.is_last:
            self._ballast = None
        return ran

    def _is_over(self) -> bool:
        self._calls += 1
        return self._calls >= self._life.calls or self._spent() >= self._life.seconds

    def _is_spoilt(self, code: CodeType | Ran) -> bool:
        """Looked at when the answer is gone: nobody waits for it."""
        self._collect()
        sys.stdout = sys.stderr = None
        return type(code) is CodeType and self._pristine.is_spoilt(code)

    def _answer(self, number: int, ran: Ran, *, is_last: bool) -> None:
        body = _encoded(_text(ran))
        left = memoryview(frames.ANSWER.pack(number, len(body), is_last) + body)
        while left:
            left = left[self._write(frames.OUTPUT, left) :]


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a character: it becomes U+FFFD, as at every border
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _text(ran: Ran) -> str:
    problem, error = ran.fault or (None, None)
    told = (
        "null" if error is None else "{" + ",".join(f"{_said(k)}:{_said(v)}" for k, v in error.items()) + "}"
    )
    return (
        f'{{"problem":{_said(problem)},"error":{told},"prints":{_said(ran.prints)},'
        f'"value":{ran.value},"writes":{ran.writes}}}'
    )


def _said(value: str | int | None) -> str:
    if value is None:
        return "null"
    return encode_basestring(value) if isinstance(value, str) else int.__repr__(value)


def near_modules() -> tuple[str, ...]:
    """What Pristine looks at after every call."""
    return ("builtins", *ALLOWED)
