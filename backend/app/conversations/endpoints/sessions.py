"""/sessions: one real conversation."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.accounts.audit import Change, record
from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.principals import Access
from app.conversations.parts import Plugged
from app.conversations.replay import replay
from app.conversations.replay.given_mocks import mocks_of
from app.conversations.replay.loading import load_given
from app.conversations.replay.schemas import Replay, ReplayIn
from app.conversations.sessions.closing import forget_session
from app.conversations.sessions.reach import require_session
from app.conversations.sessions.reading import messages_of, traces_of, whole_session
from app.conversations.sessions.schemas import MessageRead, SessionWhole, TraceRead
from app.kit.api import ApiRouter, errors
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page

router = ApiRouter(prefix="/sessions", tags=["conversations"])


@router.get("/{session_id}")
async def read_session(session_id: UUID, person: Developer, session: Work) -> SessionWhole:
    """Where a conversation stands, its variables with secrets masked, timers, what it waits for, problems."""
    found = await require_session(session, person, session_id, Access.VIEWER)
    return await whole_session(session, found)


@router.get("/{session_id}/messages")
async def list_session_messages(
    session_id: UUID, person: Developer, session: Work, page: SortedPageQuery
) -> Page[MessageRead]:
    """What was said in it, by both sides, oldest first."""
    found = await require_session(session, person, session_id, Access.VIEWER)
    items, following = await messages_of(session, found, page)
    return Page(items=items, next_cursor=following)


@router.get("/{session_id}/trace")
async def list_session_traces(
    session_id: UUID,
    person: Developer,
    session: Work,
    page: SortedPageQuery,
    newest_first: Annotated[bool, Query(description="The last turn first.")] = False,
) -> Page[TraceRead]:
    """What each of its turns did, oldest first where nothing else is asked for, as far back as traces are
    kept."""
    found = await require_session(session, person, session_id, Access.VIEWER)
    items, following = await traces_of(session, found.id, page, newest_first=newest_first)
    return Page(items=items, next_cursor=following)


@router.post("/{session_id}/replay", responses=errors(409, 429))
async def replay_session(
    session_id: UUID,
    person: Developer,
    process: ThisProcess,
    plugged: Plugged,
    wanted: ReplayIn | None = None,
) -> Replay:
    """The person's side of it once more, with the draft or a version, in memory: what would differ.

    Requests, integrations and code that is still the same have the answers they had then; other code is run,
    and `http` and `integrations` answer, as the mocks of a conversation test do, what was not asked for then.
    """
    chosen = wanted or ReplayIn()
    number = None if chosen.version == "draft" else chosen.version
    async with plugged.processors.place(person.person_id):
        async with process.database.unit_of_work() as session:
            found = await require_session(session, person, session_id, Access.VIEWER)
            compiled = await plugged.compiled(session, found.bot_id, number)
            given = await load_given(session, found)
        mocks = mocks_of(chosen, plugged.run_code(found.bot_id))
        played = await plugged.processors.run_long(lambda: replay(compiled(), given(), mocks))
    return played.model_copy(update={"version": number})


@router.delete("/{session_id}", status_code=204)
async def delete_session(session_id: UUID, person: Developer, session: Work) -> None:
    """Take a conversation back to its beginning: place, variables, timers, what waits, and traces are gone.

    What was said stays in the channel; the person's next message begins it anew.
    """
    found = await require_session(session, person, session_id, Access.EDITOR)
    await forget_session(session, found)
    change = Change(
        action="session.delete", subject_id=found.id, bot_id=found.bot_id, actor_id=person.person_id
    )
    record(session, change)
