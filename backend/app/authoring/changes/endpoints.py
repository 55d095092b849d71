"""The draft of a bot and the changes to it: one way in for the editor, scripts and assistants."""

from asyncio import to_thread
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from app.accounts.access import BotReach, require_bot
from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.principals import Access
from app.kit.api import ApiRouter, coded, errors
from app.kit.api.compressed import Accepts, json_answer

from ..bots import steady_bot
from ..inspection import Inspecting, Inspector
from ..parts.service import IfMatch, revision_of, tag
from ..placing import PLACE
from ..proposals.asked import OnProposal
from ..proposals.shown import draft_or_branch
from ..schemas import IssueRead
from .history import LARGEST_REVISION, changes_since, has_gap, undo
from .schemas import ChangeRead, ChangesIn, ChangesOut, ChangesSince, DraftRead
from .service import Changed, Terms, change

router = ApiRouter(prefix="/bots", tags=["drafts"])

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """How a change is answered. `seen`: the revision it was made on, None where they do not say."""

    inspecting: Inspector
    response: Response
    seen: int | None = None

    async def answer(self, reach: BotReach, changed: Changed) -> ChangesOut:
        """What was done is committed by now, and nothing is held while it is inspected."""
        tag(self.response, changed.revision)
        around = await self.inspecting.around(reach.workspace_id, reach.bot_id, changed.draft.parsed)
        issues = await self.inspecting.parts(around, changed.draft.parsed, changed.touched)
        return ChangesOut.of(changed, [IssueRead.of(one) for one in issues])


async def _changing(inspecting: Inspecting, response: Response, if_match: IfMatch = None) -> Answering:
    return Answering(inspecting=inspecting, response=response, seen=revision_of(if_match))


async def _undoing(inspecting: Inspecting, response: Response) -> Answering:
    return Answering(inspecting=inspecting, response=response)


TheChanging = Annotated[Answering, Depends(_changing)]
TheUndoing = Annotated[Answering, Depends(_undoing)]


@router.get("/{bot_id}/draft", response_model=DraftRead, dependencies=[PLACE], responses=errors(429))
async def open_draft(
    bot_id: UUID,
    person: Developer,
    inspecting: Inspecting,
    accepts: Accepts = "",
    proposal: OnProposal = None,
) -> Response:
    """The draft's document with its revision (also as `ETag`) and issues: what an editor opens a bot with.
    `proposal`: that of a proposal, at the proposal's own revision."""
    async with inspecting.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.VIEWER)
        looked_at = await draft_or_branch(session, bot_id, proposal)
    bot, draft = looked_at.bot, looked_at.draft
    around = await inspecting.around(reach.workspace_id, bot_id, draft.parsed)
    issues = await inspecting.whole(around, draft.parsed)
    shown = DraftRead(
        id=bot.id,
        workspace_id=bot.workspace_id,
        status=bot.status,  # pyright: ignore[reportArgumentType] - checked by Pydantic
        revision=looked_at.revision,
        published_version=bot.published_version,
        access=reach.access.name,  # pyright: ignore[reportArgumentType]
        document=draft.document,
        proposal=proposal,
        issues=[IssueRead.of(issue) for issue in issues],
    )
    answer = await to_thread(json_answer, shown, accepts)
    tag(answer, looked_at.revision)
    return answer


@router.post(
    "/{bot_id}/changes",
    dependencies=[PLACE],
    responses=errors(409, 413, 429) | coded(404, change__no_such_part="There is no such part."),
)
async def make_changes(
    bot_id: UUID, wanted: ChangesIn, person: Developer, process: ThisProcess, telling: TheChanging
) -> ChangesOut:
    """Operations in their order, all or none. Those disjoint from what others did since `base_revision` (or
    `If-Match`) are merged; else 409 `change:conflict` with both sides and the current revision. Without
    either, what is there is written over."""
    seen = telling.seen if wanted.base_revision is None else wanted.base_revision
    terms = Terms(author_id=person.person_id, base_revision=seen, dry_run=wanted.dry_run)
    operations = [one.operation() for one in wanted.operations]
    async with process.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.EDITOR)
        changed = await change(session, bot_id, operations, terms)
    return await telling.answer(reach, changed)


@router.get("/{bot_id}/changes")
async def list_changes(
    bot_id: UUID,
    person: Developer,
    session: Work,
    after: Annotated[int, Query(ge=0, le=LARGEST_REVISION)] = 0,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE,
) -> ChangesSince:
    """What was changed behind revision `after`, oldest first, with who did it."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    bot = await steady_bot(session, bot_id)
    rows, more = await changes_since(session, bot_id, after, limit)
    newest = max([bot.revision, *(row.revision for row in rows)])
    return ChangesSince(
        revision=newest,
        items=[ChangeRead.of(row) for row in rows],
        has_more=more,
        has_gap=has_gap(after, newest, rows),
    )


@router.post("/{bot_id}/changes/{revision}/undo", dependencies=[PLACE], responses=errors(409, 413, 429))
async def undo_change(
    bot_id: UUID, revision: int, person: Developer, process: ThisProcess, telling: TheUndoing
) -> ChangesOut:
    """Take back one change, by a change; 409 where what it touched was changed since, `change:already_undone`
    where that was by taking it back."""
    async with process.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.EDITOR)
        changed = await undo(session, bot_id, revision, author_id=person.person_id)
    return await telling.answer(reach, changed)
