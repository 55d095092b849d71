"""A conversation between events: everything a later turn needs, and nothing else (flow-language.md 4).

Values in here are never changed in place. `dump` and `load` (codec.py) carry a session to storage and back.
"""

from typing import Any

from msgspec import Struct

from .events import MessageReceived, Started, TimerFired


class Frame(Struct, frozen=True, kw_only=True):
    """A running sub-flow: the instance step it stands for, the template pinned, its own variables (7)."""

    instance: str
    template: str
    version: int
    variables: dict[str, Any] = {}


class RunningTimer(Struct, frozen=True, kw_only=True):
    """A timeout the session waits for; `group` is the group's id at the step the session stands on."""

    id: str
    group: str


class Awaiting(Struct, frozen=True, kw_only=True):
    """A turn stopped half-way for an answer, with what it needs to go on (architecture.md 3)."""

    command_id: str
    event: Started | MessageReceived | TimerFired
    groups: str  # which list is being handled: "bot", "step" or "timeout"
    position: int  # of the group in that list, in order of handling
    results: dict[str, Any] = {}  # response, code, integration so far
    steps_entered: int = 0
    requests: int = 0
    waited_ms: int = 0
    commands: int = 0  # given out in this turn so far: the next command's position
    taken: bool = False  # whether a connection was taken in this turn
    work: int = 0  # of the turn so far, in units of work.py
    code_calls: int = 0


class Session(Struct, frozen=True, kw_only=True):
    """`step` None: nothing has happened yet. `frames` outermost first; `step` is in the innermost.

    `pinned`: earlier versions of the bot, whose templates sub-flows run that `version` has no more (7).
    """

    id: str
    version: int
    step: str | None = None
    frames: tuple[Frame, ...] = ()
    variables: dict[str, Any] = {}
    finished: bool = False
    timers: tuple[RunningTimer, ...] = ()
    awaiting: Awaiting | None = None
    pinned: tuple[int, ...] = ()

    @property
    def place(self) -> str | None:
        """`outer/inner` where the session stands inside templates."""
        if self.step is None:
            return None
        return "/".join([*(frame.instance for frame in self.frames), self.step])


def new_session(session_id: str, version: int = 1) -> Session:
    """A conversation in which nothing has happened yet; `version` is that of the bot it runs on."""
    return Session(id=session_id, version=version, variables={"id": session_id})
