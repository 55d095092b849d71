"""The conversations of a bot: filtered, sorted, page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, text, true, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import InvalidInput
from app.kit.keyset import SortedPage, encode_mark, read_id, read_moment
from app.storage.models import AnonymousUser, Channel, Message, Session, Trace, User
from app.storage.selecting import AnySelect

from .place import kept_state, place
from .schemas import ChannelOf, SessionRead, Somebody

type Sort = Literal["-created_at", "created_at", "-updated_at", "updated_at"]
type State = Literal["running", "finished", "awaiting"]

PATIENCE = text("set local statement_timeout = '8s'")
_CANCELLED = "57014"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """None: not filtered by. `since`, `until`: conversations under way between the two. `sort`: the order."""

    sort: Sort = "-created_at"
    state: State | None = None
    step: str | None = None
    version: int | None = None
    channel_id: UUID | None = None
    person_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    problems: bool | None = None
    search: str | None = None


async def sessions_of(
    session: AsyncSession, bot_id: UUID, filters: Filters, page: SortedPage
) -> tuple[list[SessionRead], str | None]:
    """A page of them, and the cursor of the next; `session:search_too_slow` where it takes too long."""
    kept = kept_state()
    statement = _columns(kept).where(Session.bot_id == bot_id, *_conditions(filters, kept))
    statement = _turn(statement, filters.sort, page)
    await session.execute(PATIENCE)
    try:
        rows = (await session.execute(statement)).all()
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) != _CANCELLED:
            raise
        raise InvalidInput(
            "session:search_too_slow", "Too much to look through: narrow the search."
        ) from fault
    shown = [_read(row) for row in rows[: page.limit]]
    if len(rows) <= page.limit:
        return shown, None
    last = shown[-1]
    moment: datetime = getattr(last, filters.sort.lstrip("-"))
    return shown, encode_mark(filters.sort, moment.isoformat(), str(last.id))


def _columns(kept: Any) -> AnySelect:
    return (
        select(
            Session.id,
            Session.bot_id,
            Session.person_id,
            Session.person_kind,
            func.coalesce(User.name, AnonymousUser.name).label("person_name"),
            Session.channel_id,
            Channel.name.label("channel_name"),
            Channel.kind.label("channel_kind"),
            Session.created_at,
            Session.updated_at,
            kept.c.version,
            place().label("place"),
            kept.c.finished,
            _is_awaiting(kept).label("awaiting"),
        )
        .select_from(Session)
        .join(kept, true())
        .join(Channel, Channel.id == Session.channel_id)
        .outerjoin(User, and_(Session.person_kind == "user", User.id == Session.person_id))
        .outerjoin(
            AnonymousUser, and_(Session.person_kind == "anonymous", AnonymousUser.id == Session.person_id)
        )
        .where(Session.state.is_not(None))
    )


def one_session(session_id: UUID) -> AnySelect:
    """A single row of the list, for `read_row`."""
    return _columns(kept_state()).where(Session.id == session_id)


def _is_awaiting(kept: Any) -> ColumnElement[bool]:
    return func.coalesce(func.json_typeof(kept.c.awaiting), "null") != "null"


def _conditions(filters: Filters, kept: Any) -> list[ColumnElement[bool]]:
    """The cheap ones first."""
    states: dict[State, ColumnElement[bool]] = {
        "running": ~kept.c.finished,
        "finished": kept.c.finished,
        "awaiting": _is_awaiting(kept),
    }
    makers: dict[str, Callable[[Any], ColumnElement[bool]]] = {
        "channel_id": lambda channel_id: Session.channel_id == channel_id,
        "person_id": lambda person_id: Session.person_id == person_id,
        "since": lambda since: Session.updated_at >= since,
        "until": lambda until: Session.created_at < until,
        "state": lambda state: states[state],
        "version": lambda version: kept.c.version == version,
        "step": lambda step: place() == step,
        "problems": lambda wanted: _had_problems() if wanted else ~_had_problems(),
        "search": _was_said,
    }
    given = {name: getattr(filters, name) for name in makers}
    return [makers[name](value) for name, value in given.items() if value is not None]


def _had_problems() -> ColumnElement[bool]:
    """As far back as traces are kept."""
    has = Trace.body["problems"].as_string().is_not(None)
    return select(Trace.id).where(Trace.session_id == Session.id, has).exists()


def _was_said(words: str) -> ColumnElement[bool]:
    said = Message.body["text"].as_string().icontains(words, autoescape=True)
    here = (Message.thread_id == Session.thread_id, Message.session_id == Session.id)
    return select(Message.id).where(*here, said).exists()


def _turn(statement: AnySelect, sort: Sort, page: SortedPage) -> AnySelect:
    column = Session.created_at if sort.endswith("created_at") else Session.updated_at
    newest_first = sort.startswith("-")
    if (after := page.after(sort, 2)) is not None:
        here, mark = tuple_(column, Session.id), tuple_(read_moment(after[0]), read_id(after[1]))
        statement = statement.where(here < mark if newest_first else here > mark)
    order = (column.desc(), Session.id.desc()) if newest_first else (column, Session.id)
    return statement.order_by(*order).limit(page.limit + 1)


def read_row(row: Any) -> dict[str, Any]:
    """The fields of a SessionRead."""
    return {
        "id": row.id,
        "bot_id": row.bot_id,
        "version": row.version,
        "place": row.place,
        "finished": row.finished,
        "awaiting": row.awaiting,
        "person": Somebody(id=row.person_id, kind=row.person_kind, name=row.person_name),
        "channel": ChannelOf(id=row.channel_id, name=row.channel_name, kind=row.channel_kind),
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _read(row: Any) -> SessionRead:
    return SessionRead(**read_row(row))
