"""/emitters and /crons: messages to be sent later, to whom and when (interfaces.md)."""

from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Depends, Query

from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.clock import now
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page, PageQuery
from app.storage.models import Emitter

from .calendar import Calendar
from .checks import check_cron
from .crons import Crons
from .emitters import Emitters
from .runs import Runs
from .schemas import (
    CronChange,
    CronCreate,
    CronFilter,
    CronRead,
    EmitterChange,
    EmitterCreate,
    EmitterFilter,
    EmitterRead,
    Preview,
    PreviewIn,
    TimeRead,
)
from .schemas_of_runs import CalendarEntry, CalendarFilter, RunFilter, RunRead
from .times import times_of
from .waking import Clock, clock_of

emitters = ApiRouter(prefix="/emitters", tags=["schedule"])
crons = ApiRouter(prefix="/crons", tags=["schedule"])

ROUTERS = (emitters, crons)


def _emitters(work: Work, person: Developer) -> Emitters:
    return Emitters(session=work, person=person)


Here = Annotated[Emitters, Depends(_emitters)]


def _crons(here: Here) -> Crons:
    return Crons(emitters=here)


TheCrons = Annotated[Crons, Depends(_crons)]
TheClock = Annotated[Clock, Depends(clock_of)]


@emitters.get("")
async def list_emitters(
    here: Here, page: SortedPageQuery, wanted: Annotated[EmitterFilter, Query()]
) -> Page[EmitterRead]:
    """The emitters of a bot, oldest first unless told otherwise."""
    found, cursor = await here.page(wanted, page)
    known = await here.crons_of(found)
    return Page(items=[EmitterRead.of(one, known[one.id]) for one in found], next_cursor=cursor)


@emitters.post("", status_code=201, responses=errors(409))
async def create_emitter(wanted: EmitterCreate, here: Here, clock: TheClock) -> EmitterRead:
    """A message to be sent later: once, at intervals, by crons made with it, by each person's own clock or by
    a date that is kept of them."""
    emitter = await here.create(wanted)
    clock.tell(here.session, emitter.id)
    return await _shown(here, emitter)


@emitters.get("/calendar")
async def read_calendar(
    here: Here, page: SortedPageQuery, wanted: Annotated[CalendarFilter, Query()]
) -> Page[CalendarEntry]:
    """What a bot will send over a period, in order: paused emitters and bots send nothing."""
    found, cursor = await Calendar(emitters=here).page(wanted, page)
    return Page(items=found, next_cursor=cursor)


@emitters.get("/{emitter_id}")
async def read_emitter(emitter_id: UUID, here: Here) -> EmitterRead:
    """One of them, with its crons."""
    return await _shown(here, await here.reach(emitter_id, Access.VIEWER))


@emitters.patch("/{emitter_id}")
async def change_emitter(emitter_id: UUID, wanted: EmitterChange, here: Here, clock: TheClock) -> EmitterRead:
    """What is not named stays; when it fires next is computed anew."""
    emitter = await here.change(emitter_id, wanted)
    clock.tell(here.session, emitter.id)
    return await _shown(here, emitter)


@emitters.delete("/{emitter_id}", status_code=204)
async def delete_emitter(emitter_id: UUID, here: Here, clock: TheClock) -> None:
    """The emitter with its crons; what was sent stays."""
    await here.delete(emitter_id)
    clock.tell(here.session, emitter_id)


@emitters.post("/{emitter_id}/pause")
async def pause_emitter(emitter_id: UUID, here: Here, clock: TheClock) -> EmitterRead:
    """It fires at no time; what it is sending just now ends where it has come to."""
    return await _paused(emitter_id, here, clock, is_paused=True)


@emitters.post("/{emitter_id}/resume")
async def resume_emitter(emitter_id: UUID, here: Here, clock: TheClock) -> EmitterRead:
    """It goes on with its next time; those that came meanwhile are over."""
    return await _paused(emitter_id, here, clock, is_paused=False)


@emitters.post("/{emitter_id}/run", status_code=202, responses=errors(409))
async def run_emitter(emitter_id: UUID, here: Here, clock: TheClock) -> RunRead:
    """Say it now to its whole audience, whatever its schedule; 202: the clock does it within a second."""
    run = await Runs(emitters=here).start(emitter_id)
    clock.tell(here.session, emitter_id)
    return RunRead.of(run)


@emitters.get("/{emitter_id}/runs")
async def list_runs(
    emitter_id: UUID, here: Here, page: SortedPageQuery, wanted: Annotated[RunFilter, Query()]
) -> Page[RunRead]:
    """What came of it so far, the last first unless told otherwise."""
    found, cursor = await Runs(emitters=here).page(emitter_id, wanted, page)
    return Page(items=[RunRead.of(one) for one in found], next_cursor=cursor)


async def _paused(emitter_id: UUID, here: Emitters, clock: Clock, *, is_paused: bool) -> EmitterRead:
    emitter = await here.pause(emitter_id, is_paused=is_paused)
    clock.tell(here.session, emitter_id)
    return await _shown(here, emitter)


async def _shown(here: Emitters, emitter: Emitter) -> EmitterRead:
    return EmitterRead.of(emitter, (await here.crons_of([emitter]))[emitter.id])


@crons.get("")
async def list_crons(
    here: TheCrons, page: PageQuery, wanted: Annotated[CronFilter, Query()]
) -> Page[CronRead]:
    """The crons of a bot's emitters, oldest first."""
    found, cursor = await here.page(wanted, page)
    return Page(items=[CronRead.of(one) for one in found], next_cursor=cursor)


@crons.post("", status_code=201, responses=errors(409))
async def create_cron(wanted: CronCreate, here: TheCrons, clock: TheClock) -> CronRead:
    """One more time for an emitter by crons."""
    cron = await here.create(wanted)
    clock.tell(here.emitters.session, cron.emitter_id)
    return CronRead.of(cron)


@crons.post("/preview")
async def preview_cron(wanted: PreviewIn, person: Developer) -> Preview:
    """The next times at which such a cron would fire; nothing is stored."""
    del person
    after = wanted.after or now()
    check_cron(wanted, after)
    zone = ZoneInfo(wanted.timezone)
    found = times_of(wanted, after).next(after, wanted.count)
    return Preview(times=[TimeRead(at=at, local=at.astimezone(zone).isoformat()) for at in found])


@crons.get("/{cron_id}")
async def read_cron(cron_id: UUID, here: TheCrons) -> CronRead:
    """One of them."""
    cron, _ = await here.reach(cron_id, Access.VIEWER)
    return CronRead.of(cron)


@crons.patch("/{cron_id}")
async def change_cron(cron_id: UUID, wanted: CronChange, here: TheCrons, clock: TheClock) -> CronRead:
    """What is not named stays; null opens a field."""
    cron = await here.change(cron_id, wanted)
    clock.tell(here.emitters.session, cron.emitter_id)
    return CronRead.of(cron)


@crons.delete("/{cron_id}", status_code=204)
async def delete_cron(cron_id: UUID, here: TheCrons, clock: TheClock) -> None:
    """One time less; an emitter without any fires no more."""
    emitter = await here.delete(cron_id)
    clock.tell(here.emitters.session, emitter.id)
