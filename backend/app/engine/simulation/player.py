"""A conversation in memory: a session, its scopes and its timers under a clock that only moves when told."""

from collections.abc import Callable
from copy import replace
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..codec import dump_event, dump_session, load_event, load_session
from ..commands import CancelTimer, SendMessage, StartTimer, Work
from ..context import Context
from ..events import Answer, Event, Incoming, MessageReceived, Started, TimerFired
from ..faults import Problem
from ..machine import WRITABLE_OUTSIDE, later
from ..masking import Secrets
from ..program import CompiledBot
from ..session import new_session
from ..trace import Trace
from ..turn import Turn, advance
from ..values import clean
from ..variables import Scopes, apply, parse_path

type Perform = Callable[[Work], Answer]

# A bot may set a timer anew each time one fires: a wait ends, whatever its length.
MOST_TIMERS_A_WAIT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a conversation begins with; `user` beside what is always there, `draw` gives system.random."""

    now: datetime
    user: dict[str, Any] = field(default_factory=dict[str, Any])
    draw: Callable[[], float] = lambda: 0.5
    channel_kind: str = "test"
    stopwatch: Callable[[], int] = lambda: 0


@dataclass(slots=True, kw_only=True)
class Played:
    """What followed from one thing that happened: of all turns together where timers fired."""

    sent: list[SendMessage] = field(default_factory=list[SendMessage])
    traces: list[Trace] = field(default_factory=list[Trace])
    cut_short: bool = False

    @property
    def problems(self) -> list[Problem]:
        return [problem for trace in self.traces for problem in trace.problems]

    @property
    def no_match(self) -> bool:
        return any(trace.no_match for trace in self.traces)


class Player:
    """Plays one person's conversation with a bot; `perform` answers what the bot asks for."""

    def __init__(self, bot: CompiledBot, setup: Setup, perform: Perform) -> None:
        self._bot = bot
        self._perform = perform
        self._draw = setup.draw
        self._stopwatch = setup.stopwatch
        self._events = 0
        self._secrets = Secrets()
        self._timers: dict[str, StartTimer] = {}
        self.now = setup.now
        self.session = new_session("session")
        self.scopes = _first_scopes(bot, setup)

    def start(self, params: dict[str, Any] | None = None) -> Played:
        return self._play(Started(params=clean(params or {}), **self._event()))

    def say(self, message: Incoming) -> Played:
        return self._play(MessageReceived(message=message, **self._event()))

    def wait(self, seconds: float) -> Played:
        """Moves the clock; timers due fire on the way, one due at exactly the end included."""
        return self.wait_until(later(self.now, seconds))

    def wait_until(self, end: datetime) -> Played:
        played = Played()
        for _ in range(MOST_TIMERS_A_WAIT):
            timer = min(self._timers.values(), key=lambda timer: (timer.due_at, timer.order), default=None)
            if timer is None or timer.due_at > end:
                self.now = max(self.now, end)
                return played
            del self._timers[timer.id]
            self.now = max(self.now, timer.due_at)
            self._play(TimerFired(timer_id=timer.id, **self._event()), played)
        played.cut_short = True
        return played

    def give(self, text: str, value: Any) -> None:
        """Sets a variable from outside, as if the bot had. ValueError: there can be no such variable."""
        scope, *rest = parse_path(text) or ("",)
        if scope not in WRITABLE_OUTSIDE or not rest:
            raise ValueError(f"{text} is no variable that can be set")
        old = self.session.variables if scope == "session" else self.scopes[scope]
        new, problem = apply(old, tuple(rest), "set", clean(value))
        if problem is not None:
            raise ValueError(f"{text} cannot be set: {problem}")
        if scope == "session":
            self.session = replace(self.session, variables=new)
        else:
            self.scopes[scope] = new

    def read(self, text: str) -> Any:
        """The value at a path such as `session.score`; null where there is nothing. ValueError: no path."""
        path = parse_path(text)
        if path is None:
            raise ValueError(f"{text} is no path of a variable")
        return Scopes(self.variables(), now=self.now).read(path)

    def variables(self) -> dict[str, Any]:
        """Every stored scope as it is now; `template` where the session stands inside one."""
        scopes = {**self.scopes, "session": self.session.variables}
        if self.session.frames:
            scopes["template"] = self.session.frames[-1].variables
        return scopes

    def secrets(self) -> Secrets:
        """The values that are not to be shown: those of now, those before, and what was made of them."""
        now = Secrets(self.read(".".join(path)) for path in self._bot.secrets)
        now.add_all(self._secrets)
        return now

    @property
    def next_timer(self) -> datetime | None:
        """When the next timer is due."""
        return min((timer.due_at for timer in self._timers.values()), default=None)

    def _event(self) -> dict[str, Any]:
        self._events += 1
        return {"id": f"event-{self._events}", "at": self.now, "random": self._draw()}

    def _play(self, event: Event, played: Played | None = None) -> Played:
        """One turn to its end; session and events go through storage on the way, as they do in a worker."""
        played = Played() if played is None else played
        following: Event | None = event
        while following is not None:
            turn = advance(self._bot, self.session, load_event(dump_event(following)), self._context())
            self._keep(turn)
            if turn.trace.secrets is not None:
                self._secrets.add_all(turn.trace.secrets)
            played.traces.append(turn.trace)
            played.sent += [command for command in turn.commands if isinstance(command, SendMessage)]
            following = self._answer(turn)
        return played

    def _context(self) -> Context:
        scopes = self.scopes
        return Context(
            bot=scopes["bot"],
            user=scopes["user"],
            channel=scopes["channel"],
            stopwatch=self._stopwatch,
        )

    def _keep(self, turn: Turn) -> None:
        self.session = load_session(dump_session(turn.session))
        for change in turn.changes:
            scope = self.scopes[change.scope]
            self.scopes[change.scope], _ = apply(scope, change.path, change.op, change.value)
        for command in turn.commands:
            if isinstance(command, StartTimer):
                self._timers[command.id] = command
            elif isinstance(command, CancelTimer):
                self._timers.pop(command.id, None)

    def _answer(self, turn: Turn) -> Answer | None:
        if turn.session.awaiting is None:
            return None
        last = turn.commands[-1]
        return None if isinstance(last, SendMessage | StartTimer | CancelTimer) else self._perform(last)


def _first_scopes(bot: CompiledBot, setup: Setup) -> dict[str, dict[str, Any]]:
    """The ones always present first (flow-language.md 2); what a bot or a test gives wins."""
    unknown = dict.fromkeys(("name", "username", "email", "locale", "timezone"))
    return {
        "bot": {"id": "bot", "name": bot.name} | bot.variables | {"id": "bot"},
        "user": {"id": "user", **unknown} | clean(setup.user),
        "channel": {"id": "channel", "name": setup.channel_kind, "kind": setup.channel_kind},
    }
