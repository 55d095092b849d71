"""Playing the person's side again on the real engine, in memory: nothing is stored, sent or asked for."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.engine import CompiledBot, new_session, values
from app.engine.masking import Secrets
from app.engine.simulation import Mocks, Played, Player, Setup
from app.engine.simulation.compare import message_json
from app.kit.errors import InvalidInput
from app.runtime.playing import LARGEST, SECONDS, Size, stopwatch_until

from .answers import Answers, asking
from .beginning import Roots, first_scopes
from .compare import differences
from .recorded import Recorded, Turn
from .schemas import EventRead, Replay, ReplayTurn, Side, WorkRead

TOO_LONG = "The bot goes on and on: the replay was stopped."
TOO_LARGE = "The conversation is too large to be shown at once."


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A conversation to be played: what is kept of it, and what nobody can write of the scopes."""

    session_id: UUID
    recorded: Recorded
    scopes: Roots
    always: Roots
    secrets: Secrets


def replay(bot: CompiledBot, given: Given, mocks: Mocks, *, seconds: float = SECONDS) -> Replay:
    """What would differ, turn by turn; `replay:too_long` where the bot goes on and on."""
    return _Stage(bot, given, mocks, time.monotonic() + seconds).play()


class _Stage:
    def __init__(self, bot: CompiledBot, given: Given, mocks: Mocks, deadline: float) -> None:
        turns = given.recorded.turns
        self._given = given
        self._chance: deque[float] = deque()
        self._look = stopwatch_until(deadline, InvalidInput("replay:too_long", TOO_LONG))
        self._size = Size(InvalidInput("replay:too_large", TOO_LARGE, limit=LARGEST))
        setup = Setup(now=turns[0].at, draw=self._draw, stopwatch=self._look)
        recorded = [answer for turn in turns for answer in turn.answers]
        self._answers = Answers(recorded, mocks, lambda: asking(bot, self._player.session))
        self._player = Player(bot, setup, self._answers.perform)
        self._player.session = new_session(str(given.session_id))
        changes = [change for turn in turns for change in turn.changes]
        self._player.scopes = first_scopes(bot, given.scopes, changes, given.always)
        self._shown: list[ReplayTurn] = []

    def play(self) -> Replay:
        for turn in self._given.recorded.turns:
            for event, recorded, played in self._happens(turn):
                self._shown.append(self._compared(event, recorded, played))
        different = [turn.number for turn in self._shown if turn.differs]
        return Replay(
            session_id=self._given.session_id,
            version=None,
            complete=self._given.recorded.complete,
            same=not different,
            first_difference=min(different, default=None),
            turns=self._shown,
        )

    def _happens(self, turn: Turn) -> Iterator[tuple[EventRead, Turn | None, Played]]:
        """The turn; before it the timers that did not fire then, and do now."""
        self._chance = deque(turn.randoms if turn.event == "timeout" else ())
        before = turn.at if turn.event != "timeout" else turn.at - timedelta(microseconds=1)
        early = self._player.wait_until(before)
        if early.traces:
            yield EventRead(type="timeout", at=self._player.now), None, early
        if turn.event == "timeout":
            yield _event(turn), turn, self._player.wait_until(turn.at)
            return
        self._chance = deque(turn.randoms)
        yield _event(turn), turn, self._says(turn)

    def _says(self, turn: Turn) -> Played:
        if turn.message is None:
            return self._player.start(turn.params)
        return self._player.say(turn.message)

    def _compared(self, event: EventRead, recorded: Turn | None, played: Played) -> ReplayTurn:
        self._look()
        replayed = self._side(played)
        then = None if recorded is None else _recorded_side(recorded)
        known = recorded is not None and recorded.known
        shown = ReplayTurn(
            number=len(self._shown) + 1,
            event=event,
            recorded=then,
            replayed=replayed,
            differs=differences(then, replayed, known=known),
            work=[WorkRead.model_validate(asdict(done)) for done in self._answers.take_done()],
        )
        masked = ReplayTurn.model_validate(self._masked(shown.model_dump()))
        self._size.add(len(masked.model_dump_json()))
        return masked

    def _masked(self, shown: dict[str, Any]) -> dict[str, Any]:
        """What was hidden then, and what this version hides. Its own words stay as they are."""
        work = [self._hide(done) for done in shown["work"]]
        kept = {key: shown[key] for key in ("number", "differs")}
        sides = {key: self._hide(shown[key]) for key in ("recorded", "replayed")}
        event = {**self._hide(shown["event"]), "type": shown["event"]["type"], "at": shown["event"]["at"]}
        named = [
            {**hidden, "kind": done["kind"], "answered": done["answered"]}
            for hidden, done in zip(work, shown["work"], strict=True)
        ]
        return {**kept, **sides, "event": event, "work": named}

    def _hide(self, value: Any) -> Any:
        return self._player.secrets().mask(self._given.secrets.mask(value))

    def _side(self, played: Played) -> Side:
        entries = [entry for trace in played.traces for entry in trace.packed()["entries"]]
        return Side(
            messages=[_plain(message_json(message)) for message in played.sent],
            place=self._player.session.place,
            finished=self._player.session.finished,
            problems=[problem.code for problem in played.problems],
            variables=_plain({entry[1]: entry[4] for entry in entries if entry[0] == "set"}),
        )

    def _draw(self) -> float:
        return self._chance.popleft() if self._chance else 0.5


def _event(turn: Turn) -> EventRead:
    said = turn.message
    if said is None:
        return EventRead(type=turn.event, at=turn.at, params=_plain(turn.params))
    return EventRead(
        type="message", at=turn.at, text=said.text, button=said.button, params=_plain(said.params)
    )


def _recorded_side(turn: Turn) -> Side:
    messages = [{key: part for key, part in sent.items() if key != "id"} for sent in turn.sent]
    return Side(
        messages=_plain(messages),
        place=turn.place,
        finished=turn.finished,
        problems=turn.problems,
        variables=_plain(turn.sets),
    )


def _plain(value: Any) -> Any:
    """As JSON reads it: tuples are lists, exact numbers are numbers."""
    return values.decode(values.encode(value))
