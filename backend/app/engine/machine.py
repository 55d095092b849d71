"""The turn under way: the only mutable thing in the engine, alive from one `advance` to its return."""

from copy import replace
from datetime import datetime, timedelta
from typing import Any

from .commands import CancelTimer, Command, SendMessage, StartTimer
from .context import Context
from .events import Answer, Incoming, MessageReceived, Started, TimerFired
from .ids import command_id
from .masking import Secrets
from .paths import Path
from .program import CompiledBot, CompiledFlow, CompiledGroup, CompiledSetting, CompiledStep
from .session import Frame, RunningTimer, Session
from .trace import Trace
from .variables import Change, Scopes
from .work import ELEMENT, MESSAGE, WRITE, units_of

type Opening = Started | MessageReceived | TimerFired
type Groups = tuple[CompiledGroup, ...]

EVENT_TYPES: dict[type[Opening], str] = {
    Started: "start",
    MessageReceived: "message",
    TimerFired: "timeout",
}
SHARED = frozenset({"bot", "user", "channel"})
HIDDEN_INSIDE = frozenset({"bot", "session"})
WRITABLE_OUTSIDE = frozenset({"bot", "user", "session", "channel"})
WRITABLE_INSIDE = frozenset({"template", "user", "channel"})


class Run:
    """`roots` holds every scope; `view` shows those that can be read where the turn stands.

    The cursor (`handling`, `groups`, `position`) says which list of groups is being handled and how far:
    "bot", "step" or "timeout" ("waiting": a step where nothing is to be handled, "done": the turn ends).
    """

    __slots__ = (
        "answer", "bot", "changes", "code_calls", "commands", "event", "finished", "frames", "groups",
        "handling", "inside", "issued", "limits", "position", "requests", "roots", "session", "step",
        "steps_entered", "stopwatch", "timers", "trace", "view", "waited_ms",
    )  # fmt: skip

    def __init__(self, bot: CompiledBot, session: Session, event: Opening, context: Context) -> None:
        self.bot = bot
        self.session = session
        self.event = event
        self.limits = context.limits
        self.stopwatch = context.stopwatch
        self.frames = session.frames
        self.finished = session.finished
        self.timers = session.timers
        self.step: CompiledStep | None = None
        self.commands: list[Command] = []
        self.changes: list[Change] = []
        self.issued = self.steps_entered = self.requests = self.code_calls = self.waited_ms = 0
        self.answer: Answer | None = None
        self.handling = "done"
        self.groups: Groups = ()
        self.position = 0
        self.roots = _roots(session, event, context)
        self.trace = Trace(self.limits, self._secrets())
        self.inside = False
        self.view = self._outer_view()

    # --- where the turn stands

    @property
    def flow(self) -> CompiledFlow:
        """The steps among which the session stands: those of the innermost template, or the bot's."""
        if not self.frames:
            return self.bot.flow
        frame = self.frames[-1]
        return self.bot.templates[frame.template, frame.version].flow

    def handle(self, handling: str, groups: Groups = (), position: int = 0) -> None:
        """Turns to a list of groups. Bot-level groups see the scopes outside of every template."""
        self.handling = handling
        self.groups = groups
        self.position = position
        if self.frames or self.inside:
            self.look_from(inside=bool(self.frames) and handling != "bot")

    def look_from(self, *, inside: bool) -> None:
        """Shows the scopes of the innermost template, or those outside."""
        self.inside = inside
        self.view = self._inner_view() if inside else self._outer_view()

    def stand_at(self, step: CompiledStep) -> None:
        self.step = step
        self.trace.step = self.place

    @property
    def place(self) -> str | None:
        if self.step is None:
            return None
        if not self.frames:
            return self.step.id
        return "/".join([*(frame.instance for frame in self.frames), self.step.id])

    # --- variables

    def write(self, settings: tuple[CompiledSetting, ...]) -> None:
        for setting in settings:
            value = None if setting.op == "clear" else setting.value.render(self.view, self.trace)
            self.write_one(setting.variable, setting.path, setting.op, value)

    def write_one(self, variable: str, path: Path | None, op: str, value: Any) -> None:
        """One write: into the trace, and for a shared scope among the changes to be applied at commit."""
        if path is None:
            self.trace.problem("variable:read_only", variable=variable)
            return
        before = self.view.read(path)
        self.trace.spend(_writing(before, value))
        change = Change(scope=path[0], path=path[1:], op=op, value=value)
        problem = self.view.apply(change, self.limits)
        if problem is not None:
            self.trace.problem(problem, variable=variable)
            return
        self._keep(change)
        after = self.view.read(path)
        if after is not before:
            self.trace.add("set", variable, op, before, after)

    def _keep(self, change: Change) -> None:
        scope = change.scope
        root = self.view.root(scope)
        if root is self.roots.get(scope):
            return
        self.roots[scope] = root
        if scope in SHARED:
            self.changes.append(change)
        elif scope == "template":
            self.frames = (*self.frames[:-1], replace(self.frames[-1], variables=root))
        if self.trace.secrets is not None:
            self.remember_secrets(self.trace.secrets)

    def remember(self, scope: str, result: dict[str, Any]) -> None:
        """A result of a group: readable until the turn ends."""
        self.roots[scope] = result
        self.view.put(scope, result)

    def clear_session(self) -> None:
        self.roots["session"] = {"id": self.session.id}
        self.view.put("session", self.roots["session"])

    def push(self, frame: Frame) -> None:
        self.frames = (*self.frames, frame)
        self.look_from(inside=True)

    def pop(self) -> Frame:
        frame = self.frames[-1]
        self.frames = self.frames[:-1]
        self.look_from(inside=bool(self.frames))
        return frame

    def _outer_view(self) -> Scopes:
        self.roots.pop("template", None)
        return Scopes(
            self.roots,
            now=self.event.at,
            random=self.event.random,
            timezone=self.bot.timezone,
            writable=WRITABLE_OUTSIDE,
        )

    def _inner_view(self) -> Scopes:
        self.roots["template"] = self.frames[-1].variables
        visible = {scope: root for scope, root in self.roots.items() if scope not in HIDDEN_INSIDE}
        return Scopes(
            visible,
            now=self.event.at,
            random=self.event.random,
            timezone=self.roots["bot"].get("timezone") or self.bot.timezone,
            writable=WRITABLE_INSIDE,
        )

    def _secrets(self) -> Secrets | None:
        if not self.bot.secrets:
            return None
        secrets = Secrets(paths=self.bot.secrets)
        self.remember_secrets(secrets)
        return secrets

    def remember_secrets(self, secrets: Secrets) -> None:
        everywhere = Scopes(self.roots, now=self.event.at)
        for path in self.bot.secrets:
            secrets.add(everywhere.read(path))

    # --- commands

    def next_id(self) -> str:
        """The id of the next command, in order of position."""
        position = self.issued
        self.issued += 1
        return command_id(self.session.id, self.event.id, position)

    def send(self, message: SendMessage) -> None:
        self.trace.spend(MESSAGE * (1 + len(message.buttons)) + len(message.text))
        self.commands.append(message)
        self.trace.sent(message)

    def start_timer(self, group: CompiledGroup) -> None:
        due_at = later(self.event.at, group.after)
        timer = StartTimer(id=self.next_id(), due_at=due_at, order=group.order)
        self.timers = (*self.timers, RunningTimer(id=timer.id, group=group.id))
        self.commands.append(timer)
        self.trace.add("timer", "started", timer.id, group.id, due_at.isoformat())

    def cancel_timer(self, timer: RunningTimer) -> None:
        self.timers = tuple(running for running in self.timers if running.id != timer.id)
        self.issued += 1
        self.commands.append(CancelTimer(id=timer.id))
        self.trace.add("timer", "cancelled", timer.id, timer.group, None)


def _writing(before: Any, value: Any) -> int:
    """A list is gone through, and what is written is measured."""
    elements = ELEMENT * len(before) if before.__class__ is list else 0
    return WRITE + elements + units_of(value)


def later(moment: datetime, seconds: float) -> datetime:
    """The moment so much later; the end of the calendar where there is none."""
    try:
        return moment + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=moment.tzinfo)


def message_of(event: Opening) -> dict[str, Any]:
    """`message.*`: what was said, or nothing but the params of a start (flow-language.md 2)."""
    if type(event) is MessageReceived:
        said: Incoming = event.message
        return {
            "id": said.id,
            "text": said.text,
            "params": said.params,
            "attachments": said.attachments,
            "button": said.button,
        }
    params = event.params if type(event) is Started else {}
    return {"id": None, "text": None, "params": params, "attachments": [], "button": None}


def _roots(session: Session, event: Opening, context: Context) -> dict[str, Any]:
    variables = session.variables
    return {
        "bot": context.bot,
        "user": context.user,
        "session": variables if "id" in variables else {"id": session.id, **variables},
        "channel": context.channel,
        "message": message_of(event),
        "event": {"type": EVENT_TYPES[type(event)]},
    }
