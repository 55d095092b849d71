"""Making proposals, and changing them."""

from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.engine import values
from app.kit.acting import acting_token
from app.kit.errors import Conflict
from app.storage.models import Proposal

from ..bots import locked_bot
from ..changes import Changed, Operation, Terms, change_line, dotted
from ..draft import read_draft
from .branch import open_line
from .counting import HOWS
from .limits import MOST_OF_TOKEN, MOST_OPEN, TOLD
from .news import tell
from .repeats import made_before, remember
from .repository import numbers_open
from .wanted import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """`changed`: by what it began with. `is_new` False: it had been made before, by a call of the same
    name."""

    proposal: Proposal
    changed: Changed | None = None
    is_new: bool = True


async def create(session: AsyncSession, bot_id: UUID, wanted: Wanted, author_id: UUID) -> Made:
    """A branch of the draft as it is now; Conflict `proposal:too_many`, `proposal:too_many_of_token`,
    `change:operation_reused`, and what `change_line` refuses."""
    bot = await locked_bot(session, bot_id)
    before = await made_before(session, bot_id, author_id, wanted)
    if before is not None:
        return Made(proposal=before, is_new=False)
    await _check_room(session, bot_id)
    draft = await read_draft(session, bot)
    written = (await to_thread(values.encode, draft.document)).decode()
    proposal = Proposal(
        bot_id=bot_id,
        title=wanted.title,
        note=wanted.note,
        base_revision=bot.revision,
        base=written,
        document=written,
        counts=dict.fromkeys(HOWS, 0),
        author_id=author_id,
    )
    session.add(proposal)
    await session.flush()
    await remember(session, proposal, wanted)
    change = Change(
        action="proposal.create",
        subject_id=proposal.id,
        bot_id=bot_id,
        actor_id=author_id,
        after={"title": wanted.title, "base_revision": bot.revision},
    )
    record(session, change)
    if not wanted.operations:
        await tell(session, proposal)
        return Made(proposal=proposal)
    opening = partial(open_line, session, bot_id, proposal.id)
    changed = await change_line(opening, session, wanted.operations, Terms(author_id=author_id))
    return Made(proposal=proposal, changed=changed)


async def _check_room(session: AsyncSession, bot_id: UUID) -> None:
    token = acting_token()
    every, of_token = await numbers_open(session, bot_id, token)
    if every >= MOST_OPEN:
        raise Conflict(
            "proposal:too_many",
            "This bot has as many open proposals as it may have. Accept or reject some.",
            limit=MOST_OPEN,
        )
    if token is not None and of_token >= MOST_OF_TOKEN:
        raise Conflict(
            "proposal:too_many_of_token",
            "As many proposals of this bot as one token may have are open. Decide on some, or withdraw them.",
            limit=MOST_OF_TOKEN,
        )


async def change(
    session: AsyncSession, place: tuple[UUID, UUID], operations: Sequence[Operation], terms: Terms
) -> Changed:
    """Do operations to a proposal as to a draft. `place`: its bot, and itself."""
    changed = await change_line(partial(open_line, session, *place), session, operations, terms)
    if not terms.dry_run and changed.touched:
        paths = [dotted(path) for path in changed.touched[:TOLD]]
        told = Change(
            action="proposal.change",
            subject_id=place[1],
            bot_id=place[0],
            actor_id=terms.author_id,
            after={"revision": changed.revision, "paths": paths},
        )
        record(session, told)
    return changed
