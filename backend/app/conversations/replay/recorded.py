"""A conversation as it was: what the person did, turn by turn, and what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from app.engine import Incoming

type Event = Literal["start", "message", "timeout"]
type Body = dict[str, Any]

_SHOWN = ("text", "buttons", "attachments", "widget", "params")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A row of what was said; `body` as it is kept, `mine`: the person's."""

    id: str
    seq: int
    at: datetime
    mine: bool
    body: Body


@dataclass(slots=True, kw_only=True)
class Turn:
    """`known` False: its trace is gone, and of what came of it only the messages are left.

    `changes` are the `set` entries of the trace in order, `sets` the last value of each variable by them.
    """

    event: Event
    at: datetime
    known: bool = True
    message: Incoming | None = None
    params: Body = field(default_factory=dict[str, Any])
    randoms: list[float] = field(default_factory=list[float])
    sent: list[Body] = field(default_factory=list[Body])
    place: str | None = None
    finished: bool = False
    problems: list[str] = field(default_factory=list[str])
    sets: Body = field(default_factory=dict[str, Any])
    changes: list[list[Any]] = field(default_factory=list[list[Any]])
    answers: list[Body] = field(default_factory=list[Body])


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """`complete` False: traces of the beginning are gone, or there are more turns than are replayed."""

    turns: tuple[Turn, ...]
    complete: bool


def read_recorded(traces: Sequence[Body], said: Sequence[Said], *, most: int, is_all: bool) -> Recorded:
    """Of stored traces and what was said, each oldest first; `is_all` False: there were more of them."""
    by_id = {one.id: one for one in said}
    traced = list(_traced(traces, by_id))
    first = min((by_id[id_].seq for id_ in _events(traces) if id_ in by_id), default=None)
    older = [one for one in said if first is None or one.seq < first]
    if traced and traced[0].event == "start":
        sent = {message.get("id") for turn in traced for message in turn.sent}
        older = [one for one in older if one.mine or one.id not in sent]
    turns = [*_untraced(older), *traced]
    is_all = is_all and len(turns) <= most
    return Recorded(turns=tuple(turns[:most]), complete=is_all and all(one.known for one in turns))


def _events(traces: Iterable[Body]) -> Iterator[str]:
    return (trace["event"] for trace in traces if "event" in trace)


def _traced(traces: Iterable[Body], said: dict[str, Said]) -> Iterator[Turn]:
    """Parts that waited for answers are one turn; timeouts of one moment are one too."""
    turn: Turn | None = None
    asked: Body | None = None
    for trace in traces:
        opened = _opened(trace, said)
        if opened is not None:
            is_same = turn is not None and opened.event == turn.event == "timeout" and opened.at == turn.at
            if is_same and turn is not None:
                turn.randoms += opened.randoms
            elif turn is not None:
                yield turn
            turn = turn if is_same else opened
        if turn is None:
            continue
        if asked is not None and trace.get("answer"):
            turn.answers.append({**asked, "answer": trace["answer"]})
        asked = trace.get("asked")
        _add(turn, trace, said)
    if turn is not None:
        yield turn


def _opened(trace: Body, said: dict[str, Said]) -> Turn | None:
    """The turn a trace begins; None where it goes on with one, or nothing happened."""
    first = trace["entries"][0] if trace["entries"] else None
    if first is None or first[0] != "event" or "event" not in trace:
        return None
    _, event, at, content = first
    turn = Turn(event=event, at=datetime.fromisoformat(at), randoms=[float(trace["random"])])
    if event == "message":
        turn.message = _incoming(trace["event"], content, said.get(trace["event"]))
    turn.params = trace.get("params", {})
    return turn


def _incoming(event_id: str, content: Any, said: Said | None) -> Incoming:
    """As it was said; where that is gone, as the trace saw it."""
    seen = content if isinstance(content, dict) else {}
    body = seen if said is None else said.body
    button = body.get("button")
    silent = isinstance(content, dict) and content["text"] is None
    return Incoming(
        id=event_id,
        text=None if silent else button if button is not None else body.get("text"),
        button=button,
        params=body.get("params") or {},
        attachments=body.get("attachments") or [],
    )


def _add(turn: Turn, trace: Body, said: dict[str, Said]) -> None:
    turn.place, turn.finished = trace.get("place"), bool(trace.get("finished"))
    turn.problems += trace.get("problems", [])
    for kind, *fields in trace["entries"]:
        if kind == "message":
            turn.sent.append(_sent(fields, said.get(fields[0])))
        elif kind == "set":
            turn.changes.append(fields)
            turn.sets[fields[0]] = fields[3]


def _sent(fields: list[Any], said: Said | None) -> Body:
    message_id, text, buttons = fields
    shown = {"text": text, "buttons": buttons} if said is None else said.body
    return {"id": message_id, **{key: shown[key] for key in _SHOWN if key in shown}}


def _untraced(said: Iterable[Said]) -> Iterator[Turn]:
    """What a person said, and the bot after it; where the bot spoke first, the person had opened the chat."""
    turn: Turn | None = None
    for one in said:
        if one.mine or turn is None:
            if turn is not None:
                yield turn
            turn = Turn(event="message" if one.mine else "start", at=one.at, known=False, randoms=[0.5])
        if one.mine:
            turn.message = _incoming(one.id, None, one)
        else:
            turn.sent.append({"id": one.id, **{key: one.body[key] for key in _SHOWN if key in one.body}})
    if turn is not None:
        yield turn
