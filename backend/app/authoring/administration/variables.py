"""Reading and writing what bots, channels and people's bots remember, for those who may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot, require_workspace, workspace_access
from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.accounts.secrecy import masked, restored, secret_paths
from app.kit.errors import NotFound
from app.storage.models import Bot, Channel, Session, Subscriber, UserVariables

from .scopes import Path, Root, Scope, check_names, held, read, store, written

MOST_AUDITED = 50  # names of variables in a line of the audit log


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """One scope within one unit of work, reached by somebody who may. Answers are as they are shown.
    `initial`: what is there already, though nobody has written it yet."""

    session: AsyncSession
    person: Principal
    scope: Scope
    secrets: tuple[Path, ...]
    bot_id: UUID | None = None
    workspace_id: UUID | None = None
    initial: Mapping[str, Any] = field(default_factory=dict[str, Any])

    async def show(self) -> Root:
        return masked({**self.initial, **await read(self.session, self.scope)}, self.secrets)

    async def replace(self, given: Root) -> Root:
        """These and no others; what comes back as it was shown stays."""
        stored = await held(self.session, self.scope)
        before = {**self.initial, **self.scope.visible(stored)}
        wanted = restored(given, masked(before, self.secrets), before)
        whole = {key: value for key, value in stored.items() if key not in before}
        check_names(wanted)
        after = written(self.scope, whole, wanted, null="set")
        return await self._settle("variables.put", after, sorted({*before, *wanted}))

    async def change(self, given: Mapping[str, Any]) -> Root:
        """Each at its path; null takes one away."""
        stored = await held(self.session, self.scope)
        shown = masked({**self.initial, **self.scope.visible(stored)}, self.secrets)
        kept = {key: value for key, value in given.items() if not (key in shown and value == shown[key])}
        return await self._settle("variables.change", written(self.scope, stored, kept), list(given))

    async def clear(self, names: Sequence[str]) -> Root:
        """Those at these paths; all where none is named."""
        stored = await held(self.session, self.scope)
        gone = names or list(self.scope.visible(stored))
        after = written(self.scope, stored, dict.fromkeys(gone))
        return await self._settle("variables.delete", after, list(gone))

    async def _settle(self, action: str, after: Root, names: Sequence[str]) -> Root:
        await store(self.session, self.scope, after)
        change = Change(
            action=action,
            subject_id=self.scope.owner[-1],
            bot_id=self.bot_id,
            workspace_id=self.workspace_id,
            actor_id=self.person.person_id,
            after={"scope": self.scope.name, "names": list(names[:MOST_AUDITED])},
        )
        record(self.session, change)
        return masked({**self.initial, **self.scope.visible(after)}, self.secrets)


async def of_bot(session: AsyncSession, person: Principal, bot_id: UUID, least: Access) -> Variables:
    await require_bot(session, person, bot_id, least)
    secrets = await secret_paths(session, "bot", bot_id=bot_id)
    scope = Scope(name="bot", owner=(bot_id,))
    initial = await _initial(session, bot_id)
    return Variables(
        session=session, person=person, scope=scope, secrets=secrets, bot_id=bot_id, initial=initial
    )


async def _initial(session: AsyncSession, bot_id: UUID) -> Root:
    """What a bot that was never published begins with; publishing it writes them."""
    unpublished = select(Bot.head).where(Bot.id == bot_id, Bot.published_version.is_(None))
    return ((await session.scalar(unpublished)) or {}).get("variables") or {}


async def of_channel(session: AsyncSession, person: Principal, channel_id: UUID, least: Access) -> Variables:
    workspace_id = await session.scalar(select(Channel.workspace_id).where(Channel.id == channel_id))
    if workspace_id is None or await workspace_access(session, person, workspace_id) is None:
        raise NotFound("channel:not_found", "There is no such channel.")
    await require_workspace(session, person, workspace_id, least)
    return await _in_workspace(session, person, Scope(name="channel", owner=(channel_id,)), workspace_id)


async def of_user(session: AsyncSession, person: Principal, user_id: UUID, workspace_id: UUID) -> Variables:
    """What a workspace's bots know of a person is for those who edit there."""
    await require_workspace(session, person, workspace_id, Access.EDITOR)
    channels = select(Channel.id).where(Channel.workspace_id == workspace_id)
    bots = select(Bot.id).where(Bot.workspace_id == workspace_id)
    comes = or_(
        exists().where(UserVariables.workspace_id == workspace_id, UserVariables.person_id == user_id),
        exists().where(
            Subscriber.member_id == user_id, Subscriber.kind != "bot", Subscriber.channel_id.in_(channels)
        ),
        exists().where(Session.person_id == user_id, Session.bot_id.in_(bots)),
    )
    if not await session.scalar(select(comes)):
        raise NotFound("person:not_found", "There is no such person.")
    return await _in_workspace(
        session, person, Scope(name="user", owner=(workspace_id, user_id)), workspace_id
    )


async def _in_workspace(
    session: AsyncSession, person: Principal, scope: Scope, workspace_id: UUID
) -> Variables:
    secrets = await secret_paths(session, scope.name, workspace_id=workspace_id)
    return Variables(session=session, person=person, scope=scope, secrets=secrets, workspace_id=workspace_id)
