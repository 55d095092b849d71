"""/auth/sign-ins: where one is signed in."""

from uuid import UUID

from app.accounts.audit import Change, record
from app.accounts.dependencies import CurrentPerson, ThisProcess, Work
from app.accounts.recovery import tell_ended
from app.accounts.repository import SignIns
from app.accounts.schemas import SignInOut
from app.kit.api import ApiRouter
from app.kit.clock import now
from app.kit.errors import NotFound
from app.kit.pagination import Page
from app.storage.database import after_commit

sign_ins = ApiRouter(prefix="/auth/sign-ins", tags=["auth"])


@sign_ins.get("")
async def list_sign_ins(person: CurrentPerson, work: Work) -> Page[SignInOut]:
    """One's own that have not ended, the latest first; access tokens are at /tokens."""
    found = await SignIns(work).open_of(person.person_id)
    items = [
        SignInOut(
            id=row.id,
            agent=row.agent,
            created_at=row.created_at,
            seen_at=row.seen_at,
            is_this=row.id == person.sign_in_id,
        )
        for row in found
    ]
    return Page(items=items, next_cursor=None)


@sign_ins.delete("", status_code=204)
async def end_others(person: CurrentPerson, work: Work, process: ThisProcess) -> None:
    """End all but this one, at once, with their sockets."""
    ended = await SignIns(work).end_others_of(person.person_id, person.sign_in_id, now())
    record(
        work,
        Change(action="sign_in.end_others", subject_id=person.person_id, actor_id=person.person_id),
    )
    after_commit(work, lambda: tell_ended(process, person.person_id, *ended))


@sign_ins.delete("/{sign_in_id}", status_code=204)
async def end(sign_in_id: UUID, person: CurrentPerson, work: Work, process: ThisProcess) -> None:
    """End one of them, at once, with its sockets."""
    if sign_in_id not in {row.id for row in await SignIns(work).open_of(person.person_id)}:
        raise NotFound("sign_in:not_found", "There is no such sign-in.")
    await SignIns(work).end(sign_in_id, now())
    record(work, Change(action="sign_in.end", subject_id=sign_in_id, actor_id=person.person_id))
    after_commit(work, lambda: tell_ended(process, person.person_id, sign_in_id))
