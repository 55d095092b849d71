"""One conversation: where it stands, what it knows, what was said, what its turns did."""

from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.conversations.variables import secrets_of, variables_of
from app.engine import load_command
from app.engine.masking import Secrets
from app.engine.trace import shaped
from app.kit.keyset import SortedPage, encode_mark, read_number
from app.runtime.traces import KINDS, asked_of
from app.storage.models import AnonymousUser, Bot, Command, Message, Session, Timer, Trace, User

from .listing import one_session, read_row
from .schemas import AwaitedRead, MessageRead, ProblemRead, SessionWhole, Somebody, TimerRead, TraceRead

MOST_PROBLEMS = 50
SEQ, ID, NEWEST = "seq", "id", "-id"  # what messages, and traces, are in the order of


async def whole_session(session: AsyncSession, found: Session) -> SessionWhole:
    """Secrets are masked everywhere in it."""
    row = (await session.execute(one_session(found.id))).one()
    roots = await variables_of(session, found)
    secrets = await secrets_of(session, found, roots)
    return SessionWhole(
        **read_row(row),
        variables=secrets.mask(roots),
        timers=await _timers(session, found),
        awaited=await _awaited(session, found.id, secrets),
        problems=await _problems(session, found.id),
    )


async def _timers(session: AsyncSession, found: Session) -> list[TimerRead]:
    groups = {timer["id"]: timer["group"] for timer in (found.state or {}).get("timers", ())}
    running = select(Timer).where(Timer.session_id == found.id).order_by(Timer.due_at)
    return [
        TimerRead(group=groups.get(str(timer.id)), due_at=timer.due_at)
        for timer in await session.scalars(running)
    ]


async def _awaited(session: AsyncSession, session_id: UUID, secrets: Secrets) -> list[AwaitedRead]:
    columns = (cast(Command.command, Text), Command.since, Command.attempts)
    rows = await session.execute(select(*columns).where(Command.session_id == session_id))
    shown: list[AwaitedRead] = []
    for stored, since, attempts in rows:
        work: Any = load_command(stored)
        what = secrets.mask(asked_of(work))
        shown.append(AwaitedRead(kind=KINDS[type(work)], what=what, since=since, attempts=attempts))
    return shown


async def _problems(session: AsyncSession, session_id: UUID) -> list[ProblemRead]:
    had = Trace.body["problems"].as_string().is_not(None)
    newest = select(Trace.body, Trace.at).where(Trace.session_id == session_id, had)
    rows = await session.execute(newest.order_by(Trace.id.desc()).limit(MOST_PROBLEMS))
    met = [
        ProblemRead(code=code, step=step, group=group, detail=detail or {}, at=at)
        for body, at in rows
        for kind, *fields in reversed(body["entries"])
        if kind == "problem"
        for code, step, group, detail in [_cut_detail(fields)]
    ]
    return met[:MOST_PROBLEMS]


def _cut_detail(fields: list[Any]) -> list[Any]:
    """A detail that was too long for the trace is a text there."""
    *known, detail = fields
    return [*known, detail if isinstance(detail, dict) else {"text": detail}]


async def messages_of(
    session: AsyncSession, found: Session, page: SortedPage
) -> tuple[list[MessageRead], str | None]:
    """A page of what was said, oldest first, and the cursor of the next."""
    secrets = await secrets_of(session, found, await variables_of(session, found))
    name = func.coalesce(Bot.name, User.name, AnonymousUser.name).label("sender_name")
    here = (Message.thread_id == found.thread_id, Message.session_id == found.id)
    statement = (
        select(Message, name)
        .outerjoin(Bot, (Message.sender_kind == "bot") & (Bot.id == Message.sender_id))
        .outerjoin(User, (Message.sender_kind == "user") & (User.id == Message.sender_id))
        .outerjoin(AnonymousUser, AnonymousUser.id == Message.sender_id)
        .where(*here, Message.seq > _after(page, SEQ))
        .order_by(Message.seq)
        .limit(page.limit + 1)
    )
    rows = list(await session.execute(statement))
    shown = [_message(message, name, secrets) for message, name in rows[: page.limit]]
    return shown, encode_mark(SEQ, str(shown[-1].seq)) if len(rows) > page.limit else None


def _after(page: SortedPage, order: str) -> int:
    """The number the page begins behind."""
    mark = page.after(order, 1)
    return 0 if mark is None else read_number(mark[0])


def _message(message: Message, sender_name: str | None, secrets: Secrets) -> MessageRead:
    body: dict[str, Any] = secrets.mask(message.body)
    return MessageRead(
        id=message.id,
        seq=message.seq,
        sender=Somebody.model_validate(
            {"id": message.sender_id, "kind": message.sender_kind, "name": sender_name}
        ),
        text=body.get("text"),
        button=body.get("button"),
        buttons=body.get("buttons") or [],
        attachments=body.get("attachments") or [],
        widget=body.get("widget"),
        params=body.get("params") or {},
        aside=body.get("aside", False),
        created_at=message.created_at,
    )


async def traces_of(
    session: AsyncSession, session_id: UUID, page: SortedPage, *, newest_first: bool
) -> tuple[list[TraceRead], str | None]:
    """A page of what its turns did, and the cursor of the next."""
    statement = select(Trace).where(Trace.session_id == session_id)
    order = NEWEST if newest_first else ID
    mark = page.after(order, 1)
    if mark is not None:
        number = read_number(mark[0])
        statement = statement.where(Trace.id < number if newest_first else Trace.id > number)
    ordered = statement.order_by(Trace.id.desc() if newest_first else Trace.id)
    rows = list(await session.scalars(ordered.limit(page.limit + 1)))
    shown = [_trace(row) for row in rows[: page.limit]]
    return shown, encode_mark(order, str(shown[-1].id)) if len(rows) > page.limit else None


def _trace(row: Trace) -> TraceRead:
    body = shaped(row.body)
    known = {name: body.get(name) for name in ("version", "place", "finished", "asked")}
    told = {name: body[name] for name in ("no_match", "dropped", "entries")}
    return TraceRead.model_validate({"id": row.id, "at": row.at, **known, **told})
