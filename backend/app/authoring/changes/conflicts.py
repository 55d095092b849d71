"""What others did since a revision, held against what somebody wants to do on top of it."""

from asyncio import to_thread
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, false, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import values
from app.kit.errors import Conflict
from app.storage.models import Bot, DraftChange, ProposalChange
from app.storage.selecting import AnyRow

from .apply import ORDER, Done
from .limits import CONFLICT, FURTHEST, MOST_CONFLICTS, MOST_MET, MOST_TOUCHED
from .operation import Operation, Path, written
from .overlap import Touched
from .shortening import within
from .tree import value_at

type Claim = tuple[int, Operation, Path]
"""The number of an operation, the operation, and a path it touches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was changed: rows of a table. `revision`: the newest. `own`: those that are in nobody's way."""

    table: type[DraftChange] | type[ProposalChange]
    owner: ColumnElement[bool]
    revision: int
    own: ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The revision somebody has seen, and who they are."""

    revision: int
    author_id: UUID | None


def claims_of(done: Sequence[Done]) -> list[Claim]:
    """What operations that were done have touched."""
    return [(number, one.operation, path) for number, one in enumerate(done) for path in one.touched]


def claims_on(operations: Sequence[Operation]) -> list[Claim]:
    """What operations that cannot be done would have touched, as far as they say."""
    return [(number, one, path) for number, one in enumerate(operations) for path in _wanted(one)]


def _wanted(operation: Operation) -> Iterable[Path]:
    if operation.op == "order":
        return [(*operation.path, ORDER)]
    if operation.op != "add":
        return [operation.path]
    named = operation.value.get("id") if isinstance(operation.value, dict) else None
    owner = [operation.path[:-1]] if len(operation.path) > 1 else []
    return [*owner, (*operation.path, str(named))] if named else owner


async def check_conflicts(
    session: AsyncSession, history: History, base: Base, claims: Sequence[Claim], document: dict[str, Any]
) -> None:
    """Conflict `change:conflict` with both sides where a claim meets what was changed since; `document` is
    the draft as it is now. Conflict `change:base_too_old` where that is too much, or no longer kept."""
    conflicts, left_out = await conflicts_since(session, history, base.revision, claims, document)
    if conflicts:
        is_own = any(one["author_id"] == str(base.author_id) for one in conflicts)
        who = "You or somebody else" if is_own else "Somebody else"
        raise Conflict(
            "change:conflict",
            f"{who} has changed the same part meanwhile.",
            revision=history.revision,
            conflicts=conflicts,
            left_out=left_out,
        )


async def conflicts_since(
    session: AsyncSession,
    history: History,
    base_revision: int,
    claims: Sequence[Claim],
    document: dict[str, Any],
) -> tuple[list[dict[str, Any]], bool]:
    """Where claims meet what was changed since, and whether there is more than is told."""
    _check_known(history.revision, base_revision)
    if base_revision == history.revision:
        return [], False
    since = await _since(session, history, base_revision)
    return await to_thread(_conflicts, since, claims, document)


def check_unmoved(bot: Bot, base_revision: int | None) -> None:
    """Conflict `change:conflict` where the draft has moved on; None: whatever is there."""
    if base_revision is None:
        return
    _check_known(bot.revision, base_revision)
    if base_revision < bot.revision:
        raise Conflict(
            "change:conflict", "The draft has changed meanwhile.", revision=bot.revision, conflicts=[]
        )


def _check_known(revision: int, base_revision: int) -> None:
    if base_revision > revision:
        raise Conflict(
            "change:unknown_revision", "There is no such revision of this draft yet.", revision=revision
        )


async def _since(session: AsyncSession, history: History, base_revision: int) -> Sequence[AnyRow]:
    """What was changed since, none left out but what is their own."""
    change = history.table
    behind = (history.owner, change.revision > base_revision, change.revision <= history.revision)
    distance = history.revision - base_revision
    if distance > FURTHEST:
        raise _too_old(history)
    size = await session.scalar(select(func.sum(func.length(cast(change.touched, Text)))).where(*behind))
    if (size or 0) > MOST_TOUCHED:
        raise _too_old(history)
    is_own = func.coalesce(false() if history.own is None else history.own, false()).label("is_own")
    columns = select(change.revision, change.author_id, change.touched, is_own)
    since = (await session.execute(columns.where(*behind).order_by(change.revision))).all()
    if len(since) != distance:
        raise _too_old(history)
    return [row for row in since if not row.is_own]


def _too_old(history: History) -> Conflict:
    return Conflict(
        "change:base_too_old",
        "Too much was changed since that revision: read the draft anew.",
        revision=history.revision,
    )


def _conflicts(
    since: Sequence[AnyRow], claims: Sequence[Claim], document: dict[str, Any]
) -> tuple[list[dict[str, Any]], bool]:
    """One a path and revision, of each operation the oldest first; True where there are more of them than
    are told. The newest of each operation is, until there are `MOST_CONFLICTS`; long values are cut."""
    theirs = Touched((tuple(path), row.revision) for row in since for path in row.touched)
    authors = {row.revision: row.author_id and str(row.author_id) for row in since}
    told: list[dict[str, Any]] = []
    room, left_out = MOST_MET, False
    sides = _Sides(document)
    for claim in claims:
        of_claim: list[dict[str, Any]] = []
        for met, revision in theirs.meets(claim[2]):
            if len(told) + len(of_claim) == MOST_CONFLICTS or (of_claim and room < 0):
                left_out = True
                break
            entry = sides.entry(claim, met) | {"revision": revision, "author_id": authors[revision]}
            room -= len(values.encode(entry)) if of_claim else 0
            of_claim.append(entry)
        told += sorted(of_claim, key=lambda one: one["revision"])
    return told, left_out


class _Sides:
    """What both sides want, each looked up and cut once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._theirs: dict[Path, tuple[Any, bool]] = {}
        self._yours: dict[int, tuple[dict[str, Any], bool]] = {}

    def entry(self, claim: Claim, met: Path) -> dict[str, Any]:
        number, operation, _ = claim
        if met not in self._theirs:
            self._theirs[met] = _cut(value_at(self._document, met))
        if number not in self._yours:
            value, is_cut = _cut(operation.value)
            self._yours[number] = replace(operation, value=value).as_json(), is_cut
        (theirs, theirs_cut), (yours, yours_cut) = self._theirs[met], self._yours[number]
        told = {"operation": number, "path": written(met), "yours": yours, "theirs": theirs}
        return told | {"is_cut": theirs_cut or yours_cut}


def _cut(value: Any) -> tuple[Any, bool]:
    told = within(CONFLICT, value)
    return told, told is not value
