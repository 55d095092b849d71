"""What was done with a bot, newest first: the audit log and the history of its draft as one list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Text, case, cast, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.keyset import SortedPage, encode_mark, not_a_cursor, read_moment
from app.storage.models import AccessToken, Audit, DraftChange, User
from app.storage.selecting import AnyRow

from ..changes.operation import dotted, from_json
from ..changes.shortening import CUT, SHOWN_PARTS, shortened
from .schemas import AuditFilter, AuditLine

ORDER = "-at"
AUDIT, DRAFT = "audit", "draft"  # in this order where two happened at the same moment
# Of a page of many each is read whole; what is larger is not looked into, and shown as CUT.
READ_STORED = 16 * 1024  # bytes as the database keeps it: told without reading it
READ_BYTES = 32 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    at: datetime
    kind: str
    key: str


async def trail_of(
    session: AsyncSession, bot_id: UUID, wanted: AuditFilter, page: SortedPage
) -> tuple[list[AuditLine], str | None]:
    """A page of what was done, and the cursor of the next."""
    mark = _read_mark(page)
    lines = [
        *await _audited(session, bot_id, wanted, mark, page.limit + 1),
        *await _changed(session, bot_id, wanted, mark, page.limit + 1),
    ]
    lines.sort(key=lambda line: (line[0].at, line[0].kind, line[0].key), reverse=True)
    shown = lines[: page.limit]
    people = await _names(session, User, {line.actor_id for _, line in shown})
    tokens = await _names(session, AccessToken, {line.token_id for _, line in shown})
    items = [
        line.model_copy(
            update={"actor_name": people.get(line.actor_id), "token_name": tokens.get(line.token_id)}
        )
        for _, line in shown
    ]
    if len(lines) <= page.limit:
        return items, None
    last = shown[-1][0]
    return items, encode_mark(ORDER, last.at.isoformat(), last.kind, last.key)


async def _audited(
    session: AsyncSession, bot_id: UUID, wanted: AuditFilter, mark: _Mark | None, limit: int
) -> list[tuple[_Mark, AuditLine]]:
    after = _behind(mark, AUDIT, Audit.at, Audit.id, UUID)
    columns = (Audit.id, Audit.at, Audit.actor_id, Audit.action, Audit.subject_id, Audit.token_id)
    shown = select(*columns, _readable(Audit.before, "before"), _readable(Audit.after, "after"))
    statement = shown.where(Audit.bot_id == bot_id, *after, *_filters(wanted, Audit.action))
    if wanted.actor_id is not None:
        statement = statement.where(Audit.actor_id == wanted.actor_id)
    found = await session.execute(statement.order_by(Audit.at.desc(), Audit.id.desc()).limit(limit))
    return [(_Mark(at=row.at, kind=AUDIT, key=str(row.id)), _audit_line(row)) for row in found]


async def _changed(
    session: AsyncSession, bot_id: UUID, wanted: AuditFilter, mark: _Mark | None, limit: int
) -> list[tuple[_Mark, AuditLine]]:
    row = DraftChange
    after = _behind(mark, DRAFT, row.created_at, row.revision, _revision)
    called = literal("draft.") + row.action
    columns = (row.bot_id, row.revision, row.created_at, row.author_id, row.action, row.token_id)
    shown = select(*columns, _readable(row.operations, "operations"), _readable(row.inverse, "inverse"))
    statement = shown.where(row.bot_id == bot_id, *after, *_filters(wanted, called))
    if wanted.actor_id is not None:
        statement = statement.where(row.author_id == wanted.actor_id)
    newest = statement.order_by(row.created_at.desc(), row.revision.desc()).limit(limit)
    return [
        (_Mark(at=one.created_at, kind=DRAFT, key=f"{one.revision:010}"), _draft_line(one))
        for one in await session.execute(newest)
    ]


def _readable(column: Any, name: str) -> ColumnElement[Any]:
    """The column, CUT where it is large. An arm of a case is worked out only where those before it fail."""
    cut = cast(literal(f'"{CUT}"', Text), JSON)
    is_large = func.octet_length(cast(column, Text)) > READ_BYTES
    return case((func.pg_column_size(column) > READ_STORED, cut), (is_large, cut), else_=column).label(name)


def _behind(mark: _Mark | None, kind: str, at: Any, key: Any, read: Any) -> Sequence[ColumnElement[bool]]:
    """What of one kind comes behind the mark in the list of both."""
    if mark is None:
        return ()
    if kind == mark.kind:
        try:
            return (tuple_(at, key) < (mark.at, read(mark.key)),)
        except ValueError:
            raise not_a_cursor() from None
    return (at <= mark.at,) if kind < mark.kind else (at < mark.at,)


def _filters(wanted: AuditFilter, action: Any) -> Sequence[ColumnElement[bool]]:
    if wanted.action is None:
        return ()
    begins = action.startswith(f"{wanted.action}.", autoescape=True)
    return (or_(action == wanted.action, begins),)


def _revision(text: str) -> int:
    number = int(text)
    if not 0 < number < 2**31:
        raise ValueError(text)
    return number


def _read_mark(page: SortedPage) -> _Mark | None:
    read = page.after(ORDER, 3)
    if read is None:
        return None
    at, kind, key = read
    if kind not in (AUDIT, DRAFT):
        raise not_a_cursor()
    return _Mark(at=read_moment(at), kind=kind, key=key)


async def _names(
    session: AsyncSession, kind: type[User | AccessToken], ids: set[UUID | None]
) -> dict[UUID | None, str | None]:
    if not ids - {None}:
        return {}
    found = await session.execute(select(kind.id, kind.name).where(kind.id.in_(ids - {None})))
    return {row.id: row.name for row in found}


def _audit_line(row: AnyRow) -> AuditLine:
    return AuditLine(
        id=str(row.id),
        at=row.at,
        actor_id=row.actor_id,
        actor_name=None,
        action=row.action,
        subject_id=row.subject_id,
        revision=None,
        before=shortened(row.before),
        after=shortened(row.after),
        token_id=row.token_id,
    )


def _draft_line(row: AnyRow) -> AuditLine:
    return AuditLine(
        id=f"r{row.revision}",
        at=row.created_at,
        actor_id=row.author_id,
        actor_name=None,
        action=f"draft.{row.action}",
        subject_id=row.bot_id,
        revision=row.revision,
        before=_operations(row.inverse),
        after=_operations(row.operations),
        token_id=row.token_id,
    )


def _operations(stored: list[dict[str, Any]] | str) -> list[dict[str, Any]]:
    """Each as op, path and value; CUT at the end where there are more, and alone where they were not read."""
    if isinstance(stored, str):
        return [{"op": CUT}]
    shown: list[dict[str, Any]] = []
    for one in stored[:SHOWN_PARTS]:
        named = {"op": one["op"], "path": dotted(from_json(one).path)}
        shown.append(named | ({"value": shortened(one["value"])} if "value" in one else {}))
    return shown if len(stored) <= SHOWN_PARTS else [*shown, {"op": CUT, "count": len(stored)}]
