"""Emitters in one unit of work, for one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import bot_access, require_bot, workspace_access
from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.kit.clock import now
from app.kit.errors import Conflict, NotFound
from app.kit.keyset import SortedPage
from app.storage.models import Bot, Channel, Cron, Emitter, Subscriber
from app.storage.sorting import SortKey, by_moment, by_text, sorted_page

from .checks import check_rules, check_schedule, checked_message
from .faults import fault, refused
from .schemas import Chosen, EmitterChange, EmitterCreate, EmitterFilter, Matching
from .settling import Settling
from .shapes import CronFields, ScheduleIn

EMITTERS_MOST = 1000  # of one bot
SORTED: dict[str, SortKey] = {
    "created_at": by_moment(Emitter.created_at),
    "name": by_text(Emitter.name),
    "updated_at": by_moment(Emitter.updated_at),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Emitters:
    session: AsyncSession
    person: Principal

    async def page(self, wanted: EmitterFilter, page: SortedPage) -> tuple[list[Emitter], str | None]:
        await require_bot(self.session, self.person, wanted.bot_id, Access.VIEWER)
        statement = select(Emitter).where(Emitter.bot_id == wanted.bot_id)
        if wanted.channel_id is not None:
            statement = statement.where(Emitter.channel_id == wanted.channel_id)
        if wanted.is_paused is not None:
            statement = statement.where(Emitter.is_paused == wanted.is_paused)
        if wanted.search:
            statement = statement.where(Emitter.name.icontains(wanted.search, autoescape=True))
        return await sorted_page(self.session, statement, SORTED, wanted.sort, page)

    async def crons_of(self, emitters: Sequence[Emitter]) -> dict[UUID, list[Cron]]:
        """By emitter, in the order they were made."""
        found = await self.session.scalars(
            select(Cron).where(Cron.emitter_id.in_([one.id for one in emitters])).order_by(Cron.id)
        )
        by_emitter: dict[UUID, list[Cron]] = {one.id: [] for one in emitters}
        for cron in found:
            by_emitter[cron.emitter_id].append(cron)
        return by_emitter

    async def reach(self, emitter_id: UUID, least: Access) -> Emitter:
        """The emitter, held where it is to be written; NotFound where its bot is not for this person."""
        held = least > Access.VIEWER
        emitter = await self.session.get(Emitter, emitter_id, with_for_update=held or None)
        if emitter is None or await bot_access(self.session, self.person, emitter.bot_id) is None:
            raise NotFound("emitter:not_found", "There is no such emitter.")
        await require_bot(self.session, self.person, emitter.bot_id, least)
        return emitter

    async def create(self, wanted: EmitterCreate) -> Emitter:
        await require_bot(self.session, self.person, wanted.bot_id, Access.EDITOR)
        await self._check_room(wanted.bot_id)
        check_schedule(wanted.schedule, now())
        emitter = Emitter(
            bot_id=wanted.bot_id,
            channel_id=wanted.channel_id,
            name=wanted.name,
            message=checked_message(wanted.message),
            audience=wanted.audience.model_dump(mode="json"),
            schedule={},
            needs_message_processing=wanted.needs_message_processing,
            is_paused=wanted.is_paused,
        )
        await self._check_channel(wanted.bot_id, wanted.channel_id)
        await self._check_audience(emitter, wanted.audience)
        self.session.add(emitter)
        await self.session.flush()
        await self._reschedule(emitter, wanted.schedule)
        await self._check_group(emitter)
        self.record("emitter.create", emitter, after={"name": emitter.name})
        return emitter

    async def change(self, emitter_id: UUID, wanted: EmitterChange) -> Emitter:
        emitter = await self.reach(emitter_id, Access.EDITOR)
        given = wanted.model_fields_set - {"schedule"}
        before = {name: getattr(emitter, name) for name in given}
        if "channel_id" in given:
            await self._check_channel(emitter.bot_id, wanted.channel_id)
        for name in given & {"channel_id", "needs_message_processing"}:
            setattr(emitter, name, getattr(wanted, name))
        emitter.name = wanted.name or emitter.name
        if wanted.message is not None:
            emitter.message = checked_message(wanted.message)
        if "audience" in given:
            emitter.audience = wanted.audience.model_dump(mode="json")
            await self._check_audience(emitter, wanted.audience)
        if wanted.schedule is not None:
            check_schedule(wanted.schedule, now())
        if "is_paused" in given:
            await self._pause(emitter, is_paused=wanted.is_paused)
        if wanted.schedule is not None:
            await self._reschedule(emitter, wanted.schedule)
        elif given & {"channel_id", "audience", "needs_message_processing"} and not emitter.is_paused:
            await self.settling.plan(emitter)
        await self._check_group(emitter)
        await self.session.flush()
        await self.session.refresh(emitter)
        after = {name: getattr(emitter, name) for name in given}
        self.record("emitter.change", emitter, before=_plain(before), after=_plain(after))
        return emitter

    async def pause(self, emitter_id: UUID, *, is_paused: bool) -> Emitter:
        """Paused it fires at no time and what it is at is left; resumed it goes on with the next time."""
        return await self.change(emitter_id, EmitterChange(is_paused=is_paused))

    async def delete(self, emitter_id: UUID) -> None:
        emitter = await self.reach(emitter_id, Access.EDITOR)
        self.record("emitter.delete", emitter, before={"name": emitter.name})
        await self.session.delete(emitter)

    async def settle(self, emitter: Emitter) -> None:
        """Compute anew when the emitter and each of its crons fire next."""
        await self.settling.settle(emitter, (await self.crons_of([emitter]))[emitter.id])

    @property
    def settling(self) -> Settling:
        return Settling(self.session)

    def record(self, action: str, emitter: Emitter, *, before: Any = None, after: Any = None) -> None:
        change = Change(
            action=action,
            subject_id=emitter.id,
            bot_id=emitter.bot_id,
            actor_id=self.person.person_id,
            before=before,
            after=after,
        )
        record(self.session, change)

    async def _reschedule(self, emitter: Emitter, schedule: ScheduleIn) -> None:
        for cron in (await self.crons_of([emitter]))[emitter.id]:
            await self.session.delete(cron)
        emitter.schedule = schedule.kept(now())
        await self.settling.forget(emitter)
        for wanted in schedule.crons or ():
            self.session.add(new_cron(emitter.id, wanted))
            await self.session.flush()  # one by one: their ids keep their order
        await self.session.flush()
        await self.session.refresh(emitter)
        await self.settle(emitter)

    async def _pause(self, emitter: Emitter, *, is_paused: bool) -> None:
        if emitter.is_paused == is_paused:
            return
        emitter.is_paused = is_paused
        if is_paused:
            await self.settling.leave(emitter)
        await self.settle(emitter)

    async def _check_group(self, emitter: Emitter) -> None:
        """Whom a group's messages are for, and when, is the same for all who read them."""
        if emitter.channel_id is None or emitter.needs_message_processing:
            return
        channel = await self.session.get_one(Channel, emitter.channel_id)
        is_for_all = emitter.audience["kind"] == "all" and not emitter.is_personal
        if channel.is_group and not is_for_all:
            raise refused([fault("body.channel_id", "emitter:group")])

    async def _check_room(self, bot_id: UUID) -> None:
        """Held, so that two at once count one another."""
        await self.session.get_one(Bot, bot_id, with_for_update={"key_share": True})
        counted = select(func.count()).select_from(Emitter).where(Emitter.bot_id == bot_id)
        if (await self.session.scalar(counted) or 0) >= EMITTERS_MOST:
            raise Conflict("emitter:too_many", "A bot has at most 1,000 emitters.", limit=EMITTERS_MOST)

    async def _check_channel(self, bot_id: UUID, channel_id: UUID | None) -> None:
        """One the bot is in, or any of its workspace for those who edit there."""
        if channel_id is None:
            return
        bot = await self.session.get_one(Bot, bot_id)
        channel = await self.session.get(Channel, channel_id)
        if channel is not None and channel.workspace_id == bot.workspace_id:
            inside = exists().where(Subscriber.channel_id == channel_id, Subscriber.member_id == bot_id)
            if channel.default_bot_id == bot_id or await self.session.scalar(select(inside)):
                return
            access = await workspace_access(self.session, self.person, bot.workspace_id)
            if access is not None and access >= Access.EDITOR:
                return
        raise refused([fault("body.channel_id", "emitter:channel_unknown")])

    async def _check_audience(self, emitter: Emitter, audience: Any) -> None:
        if isinstance(audience, Matching):
            check_rules(audience)
        if not isinstance(audience, Chosen):
            return
        bot = await self.session.get_one(Bot, emitter.bot_id)
        place = Channel.workspace_id == bot.workspace_id
        if emitter.channel_id is not None:
            place = Channel.id == emitter.channel_id
        channels = select(Channel.id).where(place)
        people = select(Subscriber.member_id).where(
            Subscriber.kind != "bot",
            Subscriber.member_id.in_(audience.ids),
            or_(Subscriber.channel_id.in_(channels)),
        )
        known = set(await self.session.scalars(people))
        faults = [
            fault(f"body.audience.ids.{number}", "emitter:no_subscriber")
            for number, one in enumerate(audience.ids)
            if one not in known
        ]
        if faults:
            raise refused(faults)


def new_cron(emitter_id: UUID, wanted: CronFields) -> Cron:
    fields = {name: getattr(wanted, name) for name in CronFields.model_fields}
    return Cron(emitter_id=emitter_id, **fields)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in fields.items()}
