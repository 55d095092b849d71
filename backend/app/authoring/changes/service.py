"""Changing a draft: one transaction holds the bot, the rows, the revision and the line in its history."""

from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine.document import is_kept_to_the_letter, with_line_feeds
from app.kit.errors import Conflict, NotFound

from ..draft import Draft, resized
from .apply import Done, apply
from .conflicts import Base, check_conflicts, claims_of, claims_on
from .limits import LARGE
from .line import Line, Opening, open_draft
from .operation import Operation, Path
from .repeats import Applied, digests_of, sort_out
from .settle import parsed_as, settle
from .weighing import check_size, is_heavy
from .withholding import Withheld
from .writing import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """The draft after a change. `touched` are the paths it touched."""

    revision: int
    applied: tuple[Applied, ...]
    draft: Draft
    touched: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`base_revision`: what the author has seen, None: whatever is there. `dry_run`: write nothing.
    `proposal_id`: of the one that is accepted by it."""

    author_id: UUID | None
    base_revision: int | None = None
    dry_run: bool = False
    action: str = "change"
    proposal_id: UUID | None = None


async def change(
    session: AsyncSession, bot_id: UUID, operations: Sequence[Operation], terms: Terms
) -> Changed:
    """Do the operations to the draft of a bot, as `change_line` does."""
    opening = partial(open_draft, session, bot_id, terms.proposal_id)
    return await change_line(opening, session, operations, terms)


async def change_line(
    opening: Opening, session: AsyncSession, operations: Sequence[Operation], terms: Terms
) -> Changed:
    """Do the operations, all or none.

    Conflict `change:conflict` where others touched the same since the base revision; errors `change:…` where
    an operation cannot be done or would make a faulty bot. Who may do it is the caller's to know.
    """
    heavy = is_heavy(operations)
    operations, digests = await to_thread(_read, operations) if heavy else _read(operations)
    line = await opening(to_write=not terms.dry_run)
    known = sort_out(operations, digests, await line.known(digests))
    before = await line.read()
    fresh = known.fresh
    if not fresh:
        return Changed(revision=line.revision, applied=known.repeated, draft=before, touched=())
    seen = line.revision if terms.base_revision is None else terms.base_revision
    base = Base(revision=seen, author_id=terms.author_id)
    try:
        if heavy or before.size > LARGE:
            done, after, withheld = await to_thread(_outcome, line, before, fresh)
        else:
            done, after, withheld = _outcome(line, before, fresh)
    except (NotFound, Conflict) as refused:
        # It may be so because of what others did: then both sides are shown.
        await check_conflicts(session, line.history, base, claims_on(fresh), before.document)
        refused.details["revision"] = line.revision
        raise
    await check_conflicts(session, line.history, base, claims_of(done), before.document)
    revision = line.revision
    if not terms.dry_run:
        hidden = withheld.told(before.document)
        entry = Entry(
            action=terms.action,
            author_id=terms.author_id,
            operations=withheld.without(fresh) + hidden,
            inverse=withheld.without([one for each in reversed(done) for one in each.inverse]),
            touched=_touched(done) + tuple(one.path for one in hidden),
            digests=digests,
            parts={name: one.id for one in done if (name := one.operation.operation_id) is not None},
            proposal_id=terms.proposal_id,
        )
        revision = await line.write(before, after, entry, withheld)
    applied = known.repeated + tuple(map(_applied, done))
    return Changed(revision=revision, applied=applied, draft=after, touched=_touched(done))


def _read(operations: Sequence[Operation]) -> tuple[list[Operation], dict[str, bytes]]:
    """Their lines ending as those of a document, and what each is known by when it comes again."""
    read = [
        one if is_kept_to_the_letter(one.path[0]) else replace(one, value=with_line_feeds(one.value))
        for one in operations
    ]
    return read, digests_of(read)


def _outcome(
    line: Line, before: Draft, operations: Sequence[Operation]
) -> tuple[tuple[Done, ...], Draft, Withheld]:
    outcome = apply(before.document, operations, line.mark)
    settled = settle(outcome.document, outcome.touched)
    parsed, withheld = line.withhold(before, settled.document, parsed_as(before.parsed, settled))
    size = resized(before.size, before.document, settled.document)
    check_size(size)
    return outcome.done, Draft(document=settled.document, parsed=parsed, size=size), withheld


def _touched(done: Sequence[Done]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for one in done for path in one.touched))


def _applied(done: Done) -> Applied:
    one = done.operation
    return Applied(operation_id=one.operation_id, op=one.op, path=one.path, id=done.id)
