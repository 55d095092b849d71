"""How a bot's people want to be told, in one unit of work, for one of them."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot
from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.kit.clock import now
from app.kit.errors import Conflict
from app.kit.ids import uuid7
from app.kit.sealing import Sealer
from app.storage.models import Alert, AlertDelivery, AlertReader, Bot, User

from .counting import problems_of, window
from .schemas import MINUTES, MORE_THAN, AlertFault, AlertsChange, AlertsRead, MailState, ProblemKind
from .watching import body_of, deliveries

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Only for those who may edit the bot: an address may hold a secret of its own."""

    session: AsyncSession
    person: Principal
    sealer: Sealer
    can_mail: bool

    async def read(self, bot_id: UUID) -> AlertsRead:
        await require_bot(self.session, self.person, bot_id, Access.EDITOR)
        alert = await self.session.scalar(select(Alert).where(Alert.bot_id == bot_id))
        return await self._shown(alert or _unset(bot_id))

    async def change(self, bot_id: UUID, wanted: AlertsChange) -> AlertsRead:
        alert = await self._held(bot_id)
        given = wanted.model_dump(exclude_unset=True)
        before = _told(alert)
        if "by_mail" in given:
            await self._subscribe(bot_id, is_wanted=given.pop("by_mail"))
        if "url" in given and given["url"] != alert.url:
            alert.fault = alert.fault_at = None
        for name, value in given.items():
            setattr(alert, name, value)
        if not alert.is_on:
            alert.since = alert.calm_at = None
            await self.session.execute(delete(AlertDelivery).where(AlertDelivery.bot_id == bot_id))
        if before != _told(alert):
            self._record(bot_id, "bot.alerts", before=before, after=_told(alert))
        await self.session.flush()
        return await self._shown(alert)

    async def make_secret(self, bot_id: UUID) -> str:
        """A new one; what the one before it signed is not checked by it any more."""
        alert = await self._held(bot_id)
        made = secrets.token_urlsafe(SECRET_BYTES)
        alert.secret = self.sealer.seal(made.encode())
        self._record(bot_id, "bot.alerts_secret")
        return made

    async def try_out(self, bot_id: UUID) -> None:
        """An alert on trial to the caller and to the address; `alert:nobody` where there is neither."""
        alert = await self._held(bot_id)
        at = now()
        can_write = await self._mail_state() == "ready" and await self._reader(bot_id) is not None
        met = await problems_of(self.session, {bot_id: window(at, alert.minutes)})
        readers = [self.person.person_id] if can_write else []
        trial = deliveries(alert, "trial", body_of(alert, met[bot_id], at), readers, at)
        if not trial:
            raise Conflict("alert:nobody", "Choose e-mail, or name an address first.")
        self.session.add_all(trial)
        self._record(bot_id, "bot.alerts_trial")

    async def _held(self, bot_id: UUID) -> Alert:
        """The bot's row, made where there is none, for whoever changes it: one at a time."""
        await require_bot(self.session, self.person, bot_id, Access.EDITOR)
        await self.session.get_one(Bot, bot_id, with_for_update={"key_share": True, "read": True})
        await self.session.execute(
            insert(Alert)
            .values(id=uuid7(), bot_id=bot_id, more_than=MORE_THAN, minutes=MINUTES, due_at=now())
            .on_conflict_do_nothing(index_elements=["bot_id"])
        )
        held = select(Alert).where(Alert.bot_id == bot_id).with_for_update()
        return (await self.session.scalars(held)).one()

    async def _subscribe(self, bot_id: UUID, *, is_wanted: bool) -> None:
        mine = {"bot_id": bot_id, "user_id": self.person.person_id}
        if is_wanted:
            await self.session.execute(insert(AlertReader).values(mine).on_conflict_do_nothing())
            return
        for table in (AlertReader, AlertDelivery):
            await self.session.execute(
                delete(table).where(table.bot_id == bot_id, table.user_id == self.person.person_id)
            )

    async def _reader(self, bot_id: UUID) -> AlertReader | None:
        return await self.session.get(AlertReader, (bot_id, self.person.person_id), populate_existing=True)

    async def _mail_state(self) -> MailState:
        if not self.can_mail:
            return "none"
        user = await self.session.get(User, self.person.person_id)
        return "unproven" if user is None or user.email_verified_at is None else "ready"

    async def _shown(self, alert: Alert) -> AlertsRead:
        met = await problems_of(self.session, {alert.bot_id: window(now(), alert.minutes)})
        reader = await self._reader(alert.bot_id)
        found = met[alert.bot_id]
        return AlertsRead(
            is_on=alert.is_on,
            more_than=alert.more_than,
            minutes=alert.minutes,
            by_mail=reader is not None,
            mail=await self._mail_state(),
            url=alert.url,
            has_secret=alert.secret is not None,
            problems=found.problems,
            kinds=[ProblemKind(code=code, problems=n) for code, n in found.most_first],
            since=alert.since,
            told_at=alert.told_at,
            mail_fault=_fault(reader),
            url_fault=_fault(alert),
        )

    def _record(self, bot_id: UUID, action: str, **told: Any) -> None:
        actor = self.person.person_id
        record(self.session, Change(action=action, subject_id=bot_id, bot_id=bot_id, actor_id=actor, **told))


def _unset(bot_id: UUID) -> Alert:
    """As it is where nobody has chosen anything."""
    return Alert(bot_id=bot_id, is_on=False, more_than=MORE_THAN, minutes=MINUTES)


def _told(alert: Alert) -> dict[str, Any]:
    """For the audit log, which more people read than may know the address."""
    return {
        "is_on": alert.is_on,
        "more_than": alert.more_than,
        "minutes": alert.minutes,
        "has_url": alert.url is not None,
    }


def _fault(place: Alert | AlertReader | None) -> AlertFault | None:
    if place is None or place.fault is None or place.fault_at is None:
        return None
    return AlertFault(code=place.fault, at=place.fault_at)
