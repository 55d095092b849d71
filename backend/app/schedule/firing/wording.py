"""What is said to one person: rules tested and the message rendered with what is known of them."""

from dataclasses import dataclass
from datetime import datetime
from random import random
from typing import Any
from uuid import UUID, uuid5

from app.engine import Incoming, MessageReceived, dump_event, values
from app.engine.sending import rendered
from app.engine.trace import Trace
from app.engine.variables import Scopes
from app.engine.work import TooMuchWork
from app.runtime.broadcast import Heard, Letter, Reader
from app.runtime.files import MISSING, linked
from app.runtime.frames import aside

from .people import Human
from .program import Place, Program

SAYS_NOTHING = "emitter:says_nothing"
TOO_MUCH = "flow:too_much_work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """`said` None: the rules do not hold, or nothing is left of the message. `problems`: codes."""

    said: Letter | Heard | None
    problems: tuple[str, ...] = ()


def worded(program: Program, human: Human, occurrence: datetime, at: datetime) -> Worded:
    """For one person. A fault of the author's is a problem of this person's message alone."""
    place = program.places[human.channel_id]
    trace = Trace()
    view = _view(program, place, human.user, at)
    try:
        rules = program.compiled.rules
        if rules is not None and not rules.test(view, trace):
            return Worded(said=None, problems=_codes(trace))
        content = _content(program, view, trace)
    except TooMuchWork:
        return Worded(said=None, problems=(TOO_MUCH,))
    if content is None:
        return Worded(said=None, problems=(*_codes(trace), SAYS_NOTHING))
    reader = Reader(
        channel_id=place.id,
        is_group=place.is_group,
        is_external=place.is_external,
        person_id=human.person_id,
        person_kind=human.kind,
    )
    said = (_heard if program.speaks_for_people else _letter)(program, reader, content, (occurrence, at))
    return Worded(said=said, problems=_codes(trace))


def to_group(program: Program, place: Place, occurrence: datetime, at: datetime) -> Worded:
    """One message for all who are there."""
    trace = Trace()
    try:
        content = _content(program, _view(program, place, {}, at), trace)
    except TooMuchWork:
        return Worded(said=None, problems=(TOO_MUCH,))
    if content is None:
        return Worded(said=None, problems=(*_codes(trace), SAYS_NOTHING))
    reader = Reader(
        channel_id=place.id, is_group=True, is_external=place.is_external, person_id=None, person_kind="user"
    )
    return Worded(said=_letter(program, reader, content, (occurrence, at)), problems=_codes(trace))


def _view(program: Program, place: Place, user: dict[str, Any], at: datetime) -> Scopes:
    roots = {"bot": program.bot, "user": user, "channel": place.scope}
    return Scopes(roots, now=at, random=random(), timezone=program.timezone)  # noqa: S311


def _content(program: Program, view: Scopes, trace: Trace) -> dict[str, Any] | None:
    message = program.compiled.message
    content = None if message is None else rendered(message, view, trace)
    if content is None or not content["attachments"]:
        return content
    content["attachments"], missing = linked(content["attachments"], program.files)
    for file in missing:
        trace.problem(MISSING, file=file)
    says = content["text"] or content["buttons"] or content["attachments"] or content["widget"] is not None
    return content if says else None


def _codes(trace: Trace) -> tuple[str, ...]:
    return tuple(problem.code for problem in trace.problems)


def _name(program: Program, occurrence: datetime) -> str:
    return f"emitter:{program.id.hex}:{occurrence.timestamp():.6f}"


def _letter(
    program: Program, reader: Reader, content: dict[str, Any], when: tuple[datetime, datetime]
) -> Letter:
    name = _name(program, when[0])
    return Letter(
        reader=reader,
        bot_id=program.bot_id,
        bot_name=program.bot_name,
        message_id=uuid5(reader.thread_id, name),
        external_id=name,
        body=aside(values.encode(content).decode()),
    )


def _heard(
    program: Program, reader: Reader, content: dict[str, Any], when: tuple[datetime, datetime]
) -> Heard:
    """The bot hears it as if the person had said it; its own replies are what the person sees."""
    occurrence, at = when
    whose: UUID = reader.person_id or reader.channel_id
    event_id = str(uuid5(whose, f"{_name(program, occurrence)}:{reader.channel_id.hex}"))
    incoming = Incoming(
        id=event_id,
        text=content["text"],
        params=content["params"],
        attachments=content["attachments"],
    )
    event = MessageReceived(id=event_id, at=at, random=random(), message=incoming)  # noqa: S311
    return Heard(reader=reader, bot_id=program.bot_id, event=dump_event(event).decode())
