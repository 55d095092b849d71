"""/bots/{id}/sessions and /bots/{id}/counts: the conversations of a bot, one by one and in sum."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from annotated_types import Ge, Le
from fastapi import Depends, Query
from pydantic import AwareDatetime

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.conversations.counts.drops import Wanted
from app.conversations.counts.reading import read_counts
from app.conversations.counts.schemas import Counts
from app.conversations.sessions.listing import Filters, Sort, State, sessions_of
from app.conversations.sessions.schemas import SessionRead
from app.kit.api import ApiRouter
from app.kit.fields import LARGEST_INTEGER
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page

router = ApiRouter(prefix="/bots", tags=["conversations"])

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
type Moment = Annotated[AwareDatetime, Ge(EARLIEST), Le(LATEST)]
type Version = Annotated[int | None, Query(ge=1, le=LARGEST_INTEGER)]


def _who(
    channel: Annotated[UUID | None, Query(description="Id of a channel.")] = None,
    person: Annotated[UUID | None, Query(description="Id of a person.")] = None,
    search: Annotated[
        str | None, Query(min_length=1, max_length=200, description="Part of what was said, in any case.")
    ] = None,
) -> Filters:
    return Filters(channel_id=channel, person_id=person, search=_storable(search))


def _how(
    state: Annotated[
        State | None, Query(description="running, finished, or awaiting an answer from outside.")
    ] = None,
    step: Annotated[
        str | None, Query(max_length=2000, description="The step it waits at, `outer/inner` in templates.")
    ] = None,
    version: Version = None,
    problems: Annotated[bool | None, Query(description="With problems in its traces, or without.")] = None,
) -> Filters:
    return Filters(state=state, step=_storable(step), version=version, problems=problems)


def _filters(
    who: Annotated[Filters, Depends(_who)],
    how: Annotated[Filters, Depends(_how)],
    since: Annotated[Moment | None, Query(description="Under way at or after this moment.")] = None,
    until: Annotated[Moment | None, Query(description="Begun before this moment.")] = None,
    sort: Sort = "-created_at",
) -> Filters:
    return Filters(
        sort=sort,
        channel_id=who.channel_id,
        person_id=who.person_id,
        search=who.search,
        state=how.state,
        step=how.step,
        version=how.version,
        problems=how.problems,
        since=since,
        until=until,
    )


def _storable(text: str | None) -> str | None:
    """What no stored text can hold finds nothing, but is no fault."""
    return text and text.replace("\x00", "\ufffd")


@router.get("/{bot_id}/sessions")
async def list_sessions(
    bot_id: UUID,
    person: Developer,
    session: Work,
    filters: Annotated[Filters, Depends(_filters)],
    page: SortedPageQuery,
) -> Page[SessionRead]:
    """The real conversations of a bot, those begun last first; every filter narrows the list."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    items, cursor = await sessions_of(session, bot_id, filters, page)
    return Page(items=items, next_cursor=cursor)


def _wanted(
    version: Version = None,
    since: Annotated[Moment | None, Query(description="From the day of this moment on (UTC).")] = None,
    idle_hours: Annotated[int, Query(ge=1, le=8760, description="Silent so long: given up.")] = 24,
) -> Wanted:
    return Wanted(version=version, since=since, idle=timedelta(hours=idle_hours))


@router.get("/{bot_id}/counts")
async def read_bot_counts(
    bot_id: UUID, person: Developer, session: Work, wanted: Annotated[Wanted, Depends(_wanted)]
) -> Counts:
    """How often each step was entered, left by which connection, and where conversations were given up."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    return await read_counts(session, bot_id, wanted)
