"""One call of authors' code: in a namespace of its own, under an alarm, to an answer."""

import builtins
import contextvars
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, CoroutineType, ModuleType
from typing import Any, final

from .complaints import FILE, Expired, NoMain, complaint, syntax_complaint
from .encoding import Unfit, Writer
from .loop import run as run_loop
from .modules import ALLOWED, may_import
from .prints import Prints
from .variables import Variables

MODULE = "bot_code"
ENTRY = "main"
_SUSPENDED = "The code awaits something that is not there."

type Fault = tuple[str, dict[str, Any]]
"""A problem's code, and what the author is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes and seconds; `writable`: the scopes whose keys are given back."""

    seconds: float
    prints: int
    result: int
    writable: frozenset[str]


@final
@dataclass(slots=True, kw_only=True)
class Ran:
    """What came of a call: JSON texts, or a fault. `is_last`: the worker is not fit for another."""

    value: str = "null"
    writes: str = "{}"
    prints: str = ""
    fault: Fault | None = None
    is_last: bool = False


def compiled(source: str, sizes: Sizes) -> CodeType | Ran:
    """The code; what came of it, where the source cannot be read."""
    try:
        with _alarm(sizes.seconds):
            return compile(source, FILE, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError) as broken:
        return Ran(fault=("code:error", syntax_complaint(broken, source)))
    except (MemoryError, RecursionError, Expired) as broken:
        return _failed(broken, source, sizes)


def run(source: str, code: CodeType, message: Any, given: dict[str, Any], sizes: Sizes) -> Ran:
    """Never raises, whatever the code does short of ending the process."""
    prints = Prints(sizes.prints)
    sys.stdout = sys.stderr = prints
    try:
        ran = _run(source, code, (message, Variables(given)), sizes)
    except Expired as late:  # the alarm rang while a failure was looked at
        ran = _failed(late, source, sizes)
    ran.prints = prints.text()
    return ran


def _run(source: str, code: CodeType, given: tuple[Any, Variables], sizes: Sizes) -> Ran:
    message, variables = given
    try:
        with _alarm(sizes.seconds):
            value = contextvars.Context().run(_call, code, message, variables)
            returned, writes = _given_back(value, variables, sizes)
        return Ran(value=returned, writes=writes)
    except BaseException as error:  # noqa: BLE001 - authors may raise whatever they like
        return _failed(error, source, sizes)


class _alarm:  # noqa: N801 - read as a statement
    """Expired is raised in the block after so many seconds."""

    __slots__ = ("_seconds",)

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        _set_timer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *_failure: object) -> None:
        _set_timer(signal.ITIMER_REAL, 0)


def on_alarm(_number: int, _frame: object) -> None:
    """The handler of SIGALRM."""
    raise Expired


def _call(code: CodeType, message: Any, variables: Variables) -> Any:
    space = _namespace()
    exec(code, space)  # noqa: S102 - this is what the walls are for
    main = space.get(ENTRY)
    if not callable(main):
        raise NoMain("The code has no “async def main(message, variables)”.")
    returned = main(message, variables)
    if type(returned) is not CoroutineType:
        raise NoMain("“main” has to begin with “async def main(message, variables)”.")
    if "asyncio" in code.co_names or _mentions_asyncio(code):
        return run_loop(returned)
    return _run_plainly(returned)


def _run_plainly(main: Any) -> Any:
    """Without an event loop, which most code has no need of and which takes longer than most code."""
    try:
        main.send(None)
    except StopIteration as end:
        return end.value
    main.close()
    raise RuntimeError(_SUSPENDED)


def _mentions_asyncio(code: CodeType) -> bool:
    return any(
        type(inner) is CodeType and ("asyncio" in inner.co_names or _mentions_asyncio(inner))
        for inner in code.co_consts
    )


def _namespace() -> dict[str, Any]:
    module = ModuleType(MODULE)
    sys.modules[MODULE] = module
    space = vars(module)
    space["__builtins__"] = dict(_BUILTINS)
    return space


def _given_back(value: Any, variables: Variables, sizes: Sizes) -> tuple[str, str]:
    writer = Writer(sizes.result)
    writer.write(value, "What main returned")
    returned = writer.text()
    writes = variables.assigned(sizes.writable)
    if not writes:
        return returned, "{}"
    writer = Writer(sizes.result - len(returned))
    writer.write(writes, "variables")
    return returned, writer.text()


def _failed(error: BaseException, source: str, sizes: Sizes) -> Ran:
    """Out of time or memory, whatever the code was about is left half done: the worker is not used again."""
    if isinstance(error, MemoryError):
        told = {"type": "MemoryError", "message": "The code needs too much memory."}
        return Ran(fault=("code:memory", _placed(error, source, told)), is_last=True)
    if isinstance(error, Expired):
        told = {"type": "Timeout", "message": f"The code took longer than {sizes.seconds:g} s."}
        return Ran(fault=("code:timeout", _placed(error, source, told)), is_last=True)
    if isinstance(error, Unfit):
        told = {"type": "Output", "message": str(error), "line": None, "source": None}
        return Ran(fault=("code:output", told))
    return Ran(fault=("code:error", _placed(error, source, {})), is_last=isinstance(error, RecursionError))


def _placed(error: BaseException, source: str, told: dict[str, Any]) -> dict[str, Any]:
    try:
        return complaint(error, source) | told
    except BaseException:  # noqa: BLE001 - an author's exception may fail even at being looked at
        return {"type": "Exception", "message": "", "line": None, "source": None} | told


def _import(name: str, space: Any = None, local: Any = None, fromlist: Any = (), level: int = 0) -> Any:
    """What `import` means in authors' code. No wall: it names what could do nothing here anyway."""
    if level == 0 and not may_import(name):
        raise ModuleNotFoundError(f"Code cannot import {name}. There are: {_SHOWN}.", name=name)
    return _real_import(name, space, local, fromlist, level)


def _refused(words: str) -> Callable[..., Any]:
    def refuse(*_given: Any, **_named: Any) -> Any:
        raise PermissionError(words)

    return refuse


_set_timer = signal.setitimer
_real_import = builtins.__import__
_SHOWN = ", ".join(name for name in ALLOWED if not name.startswith("_"))
_BUILTINS = {
    **vars(builtins),
    "__import__": _import,
    "open": _refused("Code in a bot has no files."),
    "input": _refused("Code cannot ask; let the bot send a message, and read the answer in the next step."),
    "breakpoint": _refused("Code in a bot cannot be stopped to look at it; use print."),
}
