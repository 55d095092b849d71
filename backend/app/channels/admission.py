"""Who may speak and read where: looked up once, kept for a short time, dropped when something changes."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.accounts.principals import Principal
from app.engine import values
from app.kit.errors import Forbidden, NotFound
from app.kit.ids import uuid7
from app.runtime.addresses import thread_id
from app.runtime.postgres import Pool, until_it_is_back

SECONDS = 30.0
LOOKED_UP = """
select c.id, c.workspace_id, c.name, c.kind, c.is_public, c.is_group, c.default_bot_id, c.allowed_origins,
       coalesce((c.settings ->> 'identity_required')::boolean, false) as identity_required,
       s.id as subscriber_id, s.is_added, s.current_bot_id, m.role as member_role,
       array(select member_id from subscriber where channel_id = c.id and kind = 'bot') as bots,
       coalesce(u.name, a.name) as person_name,
       (jsonb_build_object('name', coalesce(u.name, a.name), 'username', u.username,
                           'email', coalesce(u.email, a.email), 'locale', coalesce(u.locale, a.locale),
                           'timezone', coalesce(u.timezone, a.timezone))
        || case when a.external_id is null then '{}'
           else jsonb_build_object('external_id', a.external_id) end)::text as profile,
       uv.profile as told
from channel c
left join subscriber s on s.channel_id = c.id and s.member_id = $2
left join workspace_member m on m.workspace_id = c.workspace_id and m.user_id = $2
left join "user" u on u.id = $2
left join anonymous_user a on a.id = $2
left join user_variables uv on uv.workspace_id = c.workspace_id and uv.person_id = $2
where c.id = $1
"""
SUBSCRIBED = """
insert into subscriber (id, channel_id, kind, member_id) values ($1, $2, $3, $4) on conflict do nothing
"""
SWITCHED = """
update subscriber set current_bot_id = $3, updated_at = now() where channel_id = $1 and member_id = $2
"""
TOLD = """
insert into user_variables (workspace_id, person_id, variables, profile) values ($1, $2, $3, $4)
on conflict (workspace_id, person_id) do nothing
"""
LOCKED = """
select variables, profile from user_variables where workspace_id = $1 and person_id = $2 for update
"""
RETOLD = """
update user_variables set variables = $3, profile = $4 where workspace_id = $1 and person_id = $2
"""


type Key = tuple[UUID, UUID]
type Tell = Callable[[UUID], Awaitable[None]]


async def _tell_nobody(_: UUID) -> None:
    """There is no other process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """A person in a channel. `bot_id` is the bot they talk to unless a message names another of `bots`."""

    channel_id: UUID
    workspace_id: UUID
    kind: str
    name: str
    thread_id: UUID
    reader_id: UUID | None
    person_id: UUID
    person_kind: str
    person_name: str | None
    bot_id: UUID | None
    bots: frozenset[UUID]
    is_public: bool
    allowed_origins: tuple[str, ...]


class Doors:
    """Admissions by (channel, person). Losing them costs time only. `tell`: other processes, of a change."""

    def __init__(self, pool: Pool, *, tell: Tell = _tell_nobody, size: int = 100_000) -> None:
        self._pool = pool
        self._tell = tell
        self._size = size
        self._known: OrderedDict[Key, tuple[float, Admission]] = OrderedDict()
        self._keys: dict[UUID, set[Key]] = {}  # by channel, by person and by bot
        self._forgotten = 0

    def known(self, channel_id: UUID, person_id: UUID) -> Admission | None:
        """The admission if it was looked up a short time ago."""
        found = self._known.get((channel_id, person_id))
        if found is None or found[0] < time.monotonic():
            return None
        return found[1]

    async def admit(self, channel_id: UUID, person: Principal) -> Admission:
        """The admission; NotFound where there is no such channel for this person."""
        if person.channel_id not in {None, channel_id}:
            raise NotFound("channel:not_found", "There is no such channel.")
        known = self.known(channel_id, person.person_id)
        if known is not None:
            return known
        forgotten = self._forgotten
        row = await until_it_is_back(
            lambda: self._pool.fetchrow(LOOKED_UP, channel_id, person.person_id), what="admission"
        )
        if row is None or not _may_enter(row, person):
            raise NotFound("channel:not_found", "There is no such channel.")
        if row["identity_required"] and not _is_known(row, person):
            raise Forbidden("identity:required", "This channel is for people its site vouches for.")
        await self._introduce(row, person)
        admission = _admission(row, person)
        # What changed while we read may be this: then the answer is good for this once only.
        if forgotten == self._forgotten:
            self._keep(admission)
        return admission

    async def switch(self, admission: Admission, bot_id: UUID) -> None:
        """Make it the bot this person talks to here."""
        place = (admission.channel_id, admission.person_id)
        await until_it_is_back(lambda: self._pool.execute(SWITCHED, *place, bot_id), what="switch")
        if place in self._known:
            self._keep(replace(admission, bot_id=bot_id))
        await self._tell(admission.person_id)

    def forget(self, changed_id: UUID) -> None:
        """Drop what is known of a channel, a person or a bot that was changed."""
        self._forgotten += 1
        for key in tuple(self._keys.get(changed_id, ())):
            self._drop(key)

    def forget_all(self) -> None:
        self._forgotten += 1
        self._known.clear()
        self._keys.clear()

    def _keep(self, admission: Admission) -> None:
        key = (admission.channel_id, admission.person_id)
        self._drop(key)
        self._known[key] = (time.monotonic() + SECONDS, admission)
        for one in _touching(admission):
            self._keys.setdefault(one, set()).add(key)
        if len(self._known) > self._size:
            self._drop(next(iter(self._known)))

    def _drop(self, key: Key) -> None:
        known = self._known.pop(key, None)
        for one in _touching(known[1]) if known is not None else ():
            keys = self._keys.get(one, set())
            keys.discard(key)
            if not keys:
                self._keys.pop(one, None)

    async def _introduce(self, row: Any, person: Principal) -> None:
        """Make the person a subscriber, and tell the workspace's bots what is known of them."""
        if row["subscriber_id"] is None:
            entering = (uuid7(), row["id"], person.kind, person.person_id)
            await until_it_is_back(lambda: self._pool.execute(SUBSCRIBED, *entering), what="subscriber")
        if row["told"] is None or values.decode(row["told"]) != values.decode(row["profile"]):
            told = (row["workspace_id"], person.person_id, values.decode(row["profile"]))
            await until_it_is_back(lambda: self._tell_profile(*told), what="profile")

    async def _tell_profile(self, workspace_id: UUID, person_id: UUID, profile: dict[str, Any]) -> None:
        """Overwrite only what changed since it was last told: a bot may have written these too."""
        known = {key: value for key, value in profile.items() if value is not None}
        text = values.encode(profile).decode()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(TOLD, workspace_id, person_id, values.encode(known).decode(), text)
            row = await connection.fetchrow(LOCKED, workspace_id, person_id)
            if row is None:
                return  # erased at this very moment
            before = values.decode(row["profile"]) if row["profile"] else {}
            changed = {key: value for key, value in profile.items() if value != before.get(key)}
            variables = {**values.decode(row["variables"]), **changed}
            await connection.execute(RETOLD, workspace_id, person_id, values.encode(variables).decode(), text)


def _may_enter(row: Any, person: Principal) -> bool:
    return row["kind"] == "web" and (row["is_public"] or _is_known(row, person))


def _is_known(row: Any, person: Principal) -> bool:
    """Vouched for here, let in by somebody, or one of those who run it."""
    is_vouched = person.channel_id == row["id"]
    return is_vouched or row["is_added"] or row["member_role"] is not None or person.role == "ADMIN"


def _touching(admission: Admission) -> tuple[UUID, ...]:
    """What it is known by: a change of any of these makes it stale."""
    return admission.channel_id, admission.person_id, *admission.bots


def _admission(row: Any, person: Principal) -> Admission:
    origins = values.decode(row["allowed_origins"]) if row["allowed_origins"] else []
    bots = frozenset(row["bots"]) | ({row["default_bot_id"]} - {None})
    current = row["current_bot_id"] if row["current_bot_id"] in bots else None
    return Admission(
        channel_id=row["id"],
        workspace_id=row["workspace_id"],
        kind=row["kind"],
        name=row["name"],
        thread_id=thread_id(row["id"], person.person_id, is_group=row["is_group"]),
        reader_id=None if row["is_group"] else person.person_id,
        person_id=person.person_id,
        person_kind=person.kind,
        person_name=row["person_name"],
        bot_id=current or row["default_bot_id"] or next(iter(sorted(bots)), None),
        bots=bots,
        is_public=row["is_public"],
        allowed_origins=tuple(origins),
    )
