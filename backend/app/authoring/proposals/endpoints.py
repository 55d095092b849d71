"""/bots/{id}/proposals: edits on a branch of the draft, for a person to accept or reject."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import BotReach, require_bot
from app.accounts.dependencies import Developer, Parts, ThisProcess, Work
from app.accounts.principals import Access, Principal
from app.accounts.scopes import EDIT, is_open
from app.kit.api import ApiRouter, coded, errors
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page

from ..bots import steady_bot
from ..changes import Terms
from ..changes.endpoints import Answering, TheChanging
from ..changes.schemas import AppliedRead, ChangesIn, ChangesOut
from ..inspection import Inspecting
from ..parts.service import tag
from ..placing import PLACE
from ..schemas import IssueRead, Issues
from .branch import refuse_others
from .deciding import Decided, accept, reject, withdraw
from .deciding import Decision as Deciding
from .differing import differing
from .making import change, create
from .reading import shown
from .repository import head_of, page_of, steady
from .schemas import (
    Acceptance,
    AcceptProposal,
    Decision,
    ProposalDifference,
    ProposalDocument,
    ProposalFilter,
    ProposalIn,
    ProposalMade,
    ProposalRead,
    RejectProposal,
)
from .shown import draft_or_branch

router = ApiRouter(prefix="/bots", tags=["proposals"])

NO_SUCH_PART = coded(404, change__no_such_part="There is no such part.")


async def _telling(inspecting: Inspecting, response: Response) -> Answering:
    return Answering(inspecting=inspecting, response=response)


TheTelling = Annotated[Answering, Depends(_telling)]


async def _read(session: AsyncSession, bot_id: UUID, proposal_id: UUID) -> ProposalRead:
    bot = await steady_bot(session, bot_id)
    proposal = await head_of(session, bot_id, proposal_id)
    return (await shown(session, [proposal], bot.revision))[0]


@router.get("/{bot_id}/proposals")
async def list_proposals(
    bot_id: UUID,
    person: Developer,
    session: Work,
    page: SortedPageQuery,
    wanted: Annotated[ProposalFilter, Query()],
) -> Page[ProposalRead]:
    """Those of the bot: open ones first, of these the newest."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    bot = await steady_bot(session, bot_id)
    found, cursor = await page_of(session, bot_id, wanted.state, page)
    return Page(items=await shown(session, found, bot.revision), next_cursor=cursor)


@router.post(
    "/{bot_id}/proposals",
    status_code=201,
    dependencies=[PLACE],
    responses=errors(409, 413, 429) | NO_SUCH_PART,
)
async def create_proposal(
    bot_id: UUID, wanted: ProposalIn, person: Developer, process: ThisProcess, telling: TheTelling
) -> ProposalMade:
    """A branch of the draft as it is now, for edits that a person accepts or rejects. An access token needs
    `bots:propose` or `bots:edit`."""
    async with process.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.EDITOR)
        made = await create(session, bot_id, wanted.wanted(), person.person_id)
        read = await _read(session, bot_id, made.proposal.id)
    applied: list[AppliedRead] = []
    issues: list[IssueRead] = []
    if made.changed is not None:
        told = await telling.answer(reach, made.changed)
        applied, issues = told.applied, told.issues
    return ProposalMade(**read.model_dump(), applied=applied, issues=issues, is_new=made.is_new)


@router.get("/{bot_id}/proposals/{proposal_id}")
async def read_proposal(bot_id: UUID, proposal_id: UUID, person: Developer, session: Work) -> ProposalRead:
    """Who made it, what became of it, and how many parts it has."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    return await _read(session, bot_id, proposal_id)


@router.get("/{bot_id}/proposals/{proposal_id}/document", dependencies=[PLACE], responses=errors(429))
async def read_proposal_document(
    bot_id: UUID, proposal_id: UUID, person: Developer, session: Work, response: Response
) -> ProposalDocument:
    """The branch as a document, with its revision (also as `ETag`)."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    looked_at = await draft_or_branch(session, bot_id, proposal_id)
    base = (await head_of(session, bot_id, proposal_id)).base_revision
    tag(response, looked_at.revision)
    return ProposalDocument(
        revision=looked_at.revision, base_revision=base, document=looked_at.draft.document
    )


@router.get("/{bot_id}/proposals/{proposal_id}/difference", dependencies=[PLACE], responses=errors(429))
async def read_proposal_difference(
    bot_id: UUID, proposal_id: UUID, person: Developer, session: Work
) -> ProposalDifference:
    """What it would change, part by part: what a person decides on, what each part needs, and what others
    changed in the draft since that stands in its way."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    bot = await steady_bot(session, bot_id)
    proposal = await steady(session, bot_id, proposal_id)
    return ProposalDifference.of(proposal, bot.revision, await differing(session, bot, proposal))


@router.get("/{bot_id}/proposals/{proposal_id}/inspect", dependencies=[PLACE], responses=errors(429))
async def inspect_proposal(
    bot_id: UUID, proposal_id: UUID, person: Developer, process: ThisProcess, inspecting: Inspecting
) -> Issues:
    """What is wrong with the branch, errors first. `fix`: operations for its `/changes` that mend it."""
    async with process.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.VIEWER)
        document = (await draft_or_branch(session, bot_id, proposal_id)).draft.parsed
    around = await inspecting.around(reach.workspace_id, bot_id, document)
    return Issues(issues=[IssueRead.of(issue) for issue in await inspecting.whole(around, document)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A proposal of a bot that somebody does something with."""

    bot_id: UUID
    proposal_id: UUID
    person: Principal
    process: Parts

    @property
    def place(self) -> tuple[UUID, UUID]:
        return self.bot_id, self.proposal_id

    @asynccontextmanager
    async def work(self) -> AsyncGenerator[tuple[AsyncSession, BotReach]]:
        """A unit of work, for those who may change the bot."""
        async with self.process.database.unit_of_work() as session:
            yield session, await require_bot(session, self.person, self.bot_id, Access.EDITOR)


async def _asked(bot_id: UUID, proposal_id: UUID, person: Developer, process: ThisProcess) -> Asked:
    return Asked(bot_id=bot_id, proposal_id=proposal_id, person=person, process=process)


TheProposal = Annotated[Asked, Depends(_asked)]


@router.post(
    "/{bot_id}/proposals/{proposal_id}/changes",
    dependencies=[PLACE],
    responses=errors(409, 413, 429) | NO_SUCH_PART,
)
async def change_proposal(asked: TheProposal, wanted: ChangesIn, telling: TheChanging) -> ChangesOut:
    """Operations on the branch, as `/bots/{bot_id}/changes` does them on the draft; revisions are the
    proposal's own. An access token needs `bots:edit`, or `bots:propose` where its person made it."""
    seen_at = telling.seen if wanted.base_revision is None else wanted.base_revision
    author = asked.person.person_id
    terms = Terms(author_id=author, base_revision=seen_at, dry_run=wanted.dry_run)
    operations = [one.operation() for one in wanted.operations]
    async with asked.work() as (session, reach):
        if not is_open(asked.person.scopes, EDIT):
            refuse_others(await head_of(session, *asked.place), author)
        changed = await change(session, asked.place, operations, terms)
    return await telling.answer(reach, changed)


@router.post(
    "/{bot_id}/proposals/{proposal_id}/accept",
    dependencies=[PLACE],
    responses=errors(409, 413, 429) | NO_SUCH_PART,
)
async def accept_proposal(
    asked: TheProposal, telling: TheTelling, wanted: AcceptProposal | None = None
) -> Acceptance:
    """Make it so in the draft, all or some parts, as one change like any other: it is merged with what others
    did elsewhere since, and undone like any other; 409 `change:conflict` with both sides where the same was
    changed. What is not accepted waits on."""
    given = wanted or AcceptProposal()
    deciding = Deciding(
        person_id=asked.person.person_id,
        parts=given.parts,
        revision=given.revision,
        base_revision=given.base_revision,
        along=given.with_needs,
        dry_run=given.dry_run,
    )
    async with asked.work() as (session, reach):
        decided, changed = await accept(session, asked.place, deciding)
        told = await _told(session, decided)
    changes = await telling.answer(reach, changed)
    return Acceptance(**told, dry_run=given.dry_run, revision=changes.revision, issues=changes.issues)


@router.post("/{bot_id}/proposals/{proposal_id}/reject", dependencies=[PLACE], responses=errors(409, 429))
async def reject_proposal(asked: TheProposal, wanted: RejectProposal | None = None) -> Decision:
    """Drop it, all or some parts; nothing happens to the draft. What is not rejected waits on."""
    given = wanted or RejectProposal()
    deciding = Deciding(
        person_id=asked.person.person_id,
        parts=given.parts,
        revision=given.revision,
        along=given.with_needing,
    )
    async with asked.work() as (session, _):
        return Decision(**await _told(session, await reject(session, asked.place, deciding)))


@router.post("/{bot_id}/proposals/{proposal_id}/withdraw", dependencies=[PLACE], responses=errors(409, 429))
async def withdraw_proposal(asked: TheProposal) -> ProposalRead:
    """Take it back, by who made it: nobody is asked about it any more, and what was accepted of it stays. An
    access token needs `bots:propose` or `bots:edit`."""
    async with asked.work() as (session, _):
        await withdraw(session, asked.place, asked.person.person_id)
        return await _read(session, *asked.place)


async def _told(session: AsyncSession, decided: Decided) -> dict[str, Any]:
    proposal = await _read(session, decided.proposal.bot_id, decided.proposal.id)
    return {"proposal": proposal, "parts": list(decided.parts), "left": list(decided.left)}
