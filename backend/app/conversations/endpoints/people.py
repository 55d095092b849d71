"""/people: who talks to one's bots, and what is kept about them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from fastapi.responses import StreamingResponse

from app.accounts.audit import Change, record
from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.principals import Access
from app.conversations.people.account import end_sign_ins, settle_account
from app.conversations.people.erase import Erasure
from app.conversations.people.export import Subject, exported
from app.conversations.people.finding import people_of
from app.conversations.people.reach import reach_of, require_person
from app.conversations.people.schemas import Erased, PersonRead
from app.kit.api import ApiRouter, errors
from app.kit.errors import Conflict
from app.kit.pagination import Page, PageQuery

router = ApiRouter(prefix="/people", tags=["people"])

DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Everything, as one JSON document.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


@router.get("")
async def list_people(
    person: Developer,
    session: Work,
    page: PageQuery,
    search: Annotated[
        str | None,
        Query(min_length=1, max_length=254, description="Part of a name, a whole e-mail address, or an id."),
    ] = None,
) -> Page[PersonRead]:
    """People who talk to bots of the workspaces one owns or edits, in the order they first came."""
    reach = await reach_of(session, person, Access.EDITOR)
    words = search and search.replace("\x00", "\ufffd")
    items, cursor = await people_of(session, reach, words, page)
    return Page(items=items, next_cursor=cursor)


@router.post("/{person_id}/export", response_class=StreamingResponse, responses=DOCUMENT)
async def export_person(
    person_id: UUID, person: Developer, session: Work, process: ThisProcess
) -> StreamingResponse:
    """All that is kept about somebody in the workspaces one owns or edits; secrets are shown as •••."""
    reach, _ = await require_person(session, person, person_id, Access.EDITOR)
    record(session, Change(action="person.export", subject_id=person_id, actor_id=person.person_id))
    subject = Subject(person_id=person_id, reach=reach, shows_account=reach.is_everywhere)
    return StreamingResponse(
        exported(process.database, subject),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="person-{person_id}.json"'},
    )


@router.post("/{person_id}/erase", responses=errors(409))
async def erase_person(person_id: UUID, person: Developer, process: ThisProcess) -> Erased:
    """Erase all that is kept about somebody in the workspaces one owns; ADMIN: everywhere, and their account.

    Counts of steps stay, since they tell of nobody. Asked again, it goes on where it was broken off; 409
    `person:not_all_erased` says that more of them came all the while, and that this is to be done.
    """
    async with process.database.unit_of_work() as session:
        reach, who = await require_person(session, person, person_id, Access.OWNER)
        await end_sign_ins(session, who, reach)
    await process.revocations.tell(person_id)
    erasure = Erasure(process.database, person_id, reach)
    is_all = await erasure.run()
    async with process.database.unit_of_work() as session:
        fate = await settle_account(session, person_id, reach) if is_all else None
        change = Change(action="person.erase", subject_id=person_id, actor_id=person.person_id)
        record(session, change)
    await process.revocations.tell(person_id)
    if fate is None:
        sentence = "More of them came while this was erased. Ask again to erase the rest."
        raise Conflict("person:not_all_erased", sentence, rows=dict(erasure.rows))
    return Erased(person_id=person_id, account=fate, rows=dict(erasure.rows), may_remain=erasure.may_remain())
