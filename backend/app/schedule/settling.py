"""When an emitter fires next, where that is the same for everybody; the clock finds people's own times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.clock import now
from app.storage.models import Cron, Emitter, EmitterRun, Recipient

from .own_times import is_personal
from .series import jitter_of, series_of
from .times import times_of


@dataclass(frozen=True, slots=True)
class Settling:
    """Of emitters that the unit of work holds."""

    session: AsyncSession

    async def settle(self, emitter: Emitter, crons: Sequence[Cron]) -> None:
        """Compute anew when the emitter and each of its crons fire next."""
        at = now()
        emitter.is_personal = is_personal(emitter.schedule)
        rests = emitter.is_paused or emitter.is_personal
        for cron in crons:
            _settle_cron(cron, None if rests else at)
        emitter.next_at = None if rests else _next_at(emitter, crons, at)
        emitter.held_at = None
        if not emitter.is_paused:
            await self.plan(emitter, is_anew=True)
        await self.session.flush()
        for one in (emitter, *crons):
            await self.session.refresh(one)

    async def plan(self, emitter: Emitter, *, is_anew: bool = False) -> None:
        """Have the clock find the times of people who have times of their own; `is_anew`: by another
        schedule."""
        if not emitter.is_personal:
            return
        await self._end_open(emitter, "replaced", EmitterRun.kind == "plan")
        cause = "person" if is_anew else "schedule"
        self.session.add(EmitterRun(emitter_id=emitter.id, kind="plan", cause=cause, occurrence=now()))

    async def leave(self, emitter: Emitter) -> None:
        """What it is at ends where it has come to."""
        await self._end_open(emitter, "paused")

    async def forget(self, emitter: Emitter) -> None:
        """The times of people by the schedule it had."""
        await self.session.execute(delete(Recipient).where(Recipient.emitter_id == emitter.id))

    async def _end_open(self, emitter: Emitter, reason: str, *more: object) -> None:
        ended = update(EmitterRun).where(EmitterRun.emitter_id == emitter.id, EmitterRun.state == "open")
        for one in more:
            ended = ended.where(one)  # pyright: ignore[reportArgumentType]
        await self.session.execute(ended.values(state="stopped", reason=reason, finished_at=now()))


def _settle_cron(cron: Cron, at: datetime | None) -> None:
    nominal = None if at is None else times_of(cron, at).after(at)
    cron.nominal_at = nominal
    cron.next_at = None if nominal is None else nominal + jitter_of(cron.jitter, cron.id, nominal)


def _next_at(emitter: Emitter, crons: Sequence[Cron], at: datetime) -> datetime | None:
    if "crons" in emitter.schedule:
        return min((cron.next_at for cron in crons if cron.next_at is not None), default=None)
    return series_of(emitter.schedule, emitter.created_at).after(at)
