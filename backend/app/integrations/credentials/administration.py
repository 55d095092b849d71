"""Credentials in one unit of work, for one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel, SecretStr, ValidationError
from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import bot_access, require_bot, require_workspace, workspace_access
from app.accounts.audit import Change, record
from app.accounts.principals import Access, Principal
from app.kit import clock
from app.kit.api.faults import faulty
from app.kit.errors import Conflict, Forbidden, InvalidInput, NotFound
from app.kit.hosts import is_covered
from app.kit.ids import uuid7
from app.kit.keyset import SortedPage
from app.kit.sealing import Sealer
from app.storage.models import BotAccess, CredentialEntity, CredentialToken, Workspace, WorkspaceMember
from app.storage.sorting import SortKey, by_moment, by_text, sorted_page

from .found import seal_secret
from .providers import takes, usual_hosts
from .schemas import CredentialChange, CredentialCreate, CredentialFilter
from .strategies import STRATEGIES, Strategy, Unlocked
from .usages import usages

SORTED: dict[str, SortKey] = {
    "created_at": by_moment(CredentialEntity.created_at),
    "name": by_text(CredentialEntity.name),
    "updated_at": by_moment(CredentialEntity.updated_at),
}
_SHOWN = ("name", "provider", "strategy", "settings", "hosts", "is_default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    session: AsyncSession
    person: Principal
    sealer: Sealer

    async def page(
        self, wanted: CredentialFilter, page: SortedPage
    ) -> tuple[list[CredentialEntity], str | None]:
        statement = (await self._visible(wanted)) if wanted.bot_id or wanted.workspace_id else self._mine()
        if wanted.provider is not None:
            statement = statement.where(CredentialEntity.provider == wanted.provider)
        if wanted.search:
            statement = statement.where(CredentialEntity.name.icontains(wanted.search, autoescape=True))
        return await sorted_page(self.session, statement, SORTED, wanted.sort, page)

    async def reach(self, credential_id: UUID, least: Access) -> CredentialEntity:
        """The credential, held where it is to be written; NotFound where it is none of theirs."""
        held = least > Access.VIEWER
        found = await self.session.get(CredentialEntity, credential_id, with_for_update=held or None)
        access = None if found is None else await self._access_to(found)
        if found is None or access is None:
            raise NotFound("credential:not_found", "There is no such credential.")
        if access < least:
            raise Forbidden("credential:forbidden", "Your role doesn't allow this with this credential.")
        return found

    async def create(self, wanted: CredentialCreate) -> CredentialEntity:
        workspace_id = await self._workspace(wanted)
        strategy = _strategy(wanted)
        hand = _checked(strategy, wanted.settings, wanted.secret)
        made = CredentialEntity(
            id=uuid7(),
            workspace_id=workspace_id,
            bot_id=wanted.bot_id,
            name=wanted.name,
            provider=wanted.provider,
            strategy=wanted.strategy,
            settings=_plain(hand.settings),
            hosts=wanted.hosts or list(usual_hosts(wanted.provider)),
            is_default=False,
        )
        if not made.hosts:
            raise _fault("hosts", "missing", "Name the hosts it may be sent to")
        self._seal(made, hand.secret)
        self.session.add(made)
        await self._write(made)
        if wanted.is_default or (wanted.is_default is None and not await self._default_of(made)):
            await self._make_default(made)
        self._record("create", made, after=_shown(made))
        return made

    async def change(self, credential_id: UUID, wanted: CredentialChange) -> CredentialEntity:
        row = await self.reach(credential_id, Access.EDITOR)
        before = _shown(row)
        if wanted.secret is not None or wanted.settings is not None:
            await self._change_secret(row, wanted)
        if wanted.hosts is not None:
            self._change_hosts(row, wanted)
        row.name = wanted.name or row.name
        await self._write(row)
        if wanted.is_default:
            await self._make_default(row)
        elif wanted.is_default is not None:
            row.is_default = False
            await self._write(row)
        after = {**_shown(row), "secret": "replaced"} if wanted.secret is not None else _shown(row)
        self._record("change", row, before=before, after=after)
        return row

    async def delete(self, credential_id: UUID, *, force: bool) -> None:
        """Conflict `credential:in_use` with the usages, unless by force."""
        row = await self.reach(credential_id, Access.EDITOR)
        named = [] if force else await usages(self.session, row)
        if named:
            told = [one.as_json() for one in named]
            raise Conflict("credential:in_use", "Bots still name it; take it out of them.", usages=told)
        self._record("delete", row, before=_shown(row))
        await self.session.delete(row)

    async def _change_secret(self, row: CredentialEntity, wanted: CredentialChange) -> None:
        """Settings say where the secret goes and how, so that a new one takes the secret itself."""
        strategy = STRATEGIES[row.strategy]
        given = row.settings if wanted.settings is None else wanted.settings
        if wanted.secret is None:
            if _plain(_model(strategy.settings, given, "settings")) != row.settings:
                raise _secret_needed()
            return
        hand = _checked(strategy, given, wanted.secret)
        row.settings = _plain(hand.settings)
        self._seal(row, hand.secret)
        await self.session.execute(delete(CredentialToken).where(CredentialToken.credential_id == row.id))

    def _change_hosts(self, row: CredentialEntity, wanted: CredentialChange) -> None:
        hosts = wanted.hosts or []
        if not hosts:
            raise _fault("hosts", "missing", "Name the hosts it may be sent to")
        if wanted.secret is None and not all(is_covered(one, row.hosts) for one in hosts):
            raise _secret_needed()
        row.hosts = hosts

    def _seal(self, row: CredentialEntity, secret: Mapping[str, str]) -> None:
        row.sealed = seal_secret(self.sealer, row.id, secret)
        row.key_id = self.sealer.key_id
        row.sealed_at = clock.now()

    async def _write(self, row: CredentialEntity) -> None:
        try:
            await self.session.flush()
        except IntegrityError as taken:
            raise Conflict(
                "credential:name_taken", "There is a credential of that name in this workspace."
            ) from taken
        await self.session.refresh(row)

    async def _make_default(self, row: CredentialEntity) -> None:
        """In the place of the one before it."""
        others = update(CredentialEntity).where(*_beside(row), CredentialEntity.id != row.id)
        await self.session.execute(others.values(is_default=False))
        row.is_default = True
        try:
            await self.session.flush()
        except IntegrityError as raced:
            raise Conflict("credential:try_again", "Somebody else chose a default just now.") from raced
        await self.session.refresh(row)

    async def _default_of(self, row: CredentialEntity) -> bool:
        statement = select(CredentialEntity.id).where(*_beside(row), CredentialEntity.is_default)
        return await self.session.scalar(statement) is not None

    async def _workspace(self, wanted: CredentialCreate) -> UUID:
        if wanted.bot_id is not None:
            return (await require_bot(self.session, self.person, wanted.bot_id, Access.EDITOR)).workspace_id
        workspace_id = wanted.workspace_id or await self.session.scalar(
            select(Workspace.id).where(Workspace.personal_of == self.person.person_id)
        )
        if workspace_id is None:
            raise NotFound("workspace:not_found", "There is no such workspace.")
        await require_workspace(self.session, self.person, workspace_id, Access.EDITOR)
        return workspace_id

    async def _visible(self, wanted: CredentialFilter) -> Any:
        statement = select(CredentialEntity)
        if wanted.workspace_id is not None:
            await require_workspace(self.session, self.person, wanted.workspace_id, Access.VIEWER)
            statement = statement.where(CredentialEntity.workspace_id == wanted.workspace_id)
        if wanted.bot_id is not None:
            reach = await require_bot(self.session, self.person, wanted.bot_id, Access.VIEWER)
            statement = statement.where(
                CredentialEntity.workspace_id == reach.workspace_id,
                or_(CredentialEntity.bot_id.is_(None), CredentialEntity.bot_id == wanted.bot_id),
            )
        return statement

    def _mine(self) -> Any:
        """Of the workspaces they belong to and of the bots that are shared with them."""
        statement = select(CredentialEntity)
        if self.person.role == "ADMIN":
            return statement
        me = self.person.person_id
        places = select(WorkspaceMember.workspace_id).where(WorkspaceMember.user_id == me)
        shared = select(BotAccess.bot_id).where(BotAccess.user_id == me)
        return statement.where(
            or_(CredentialEntity.workspace_id.in_(places), CredentialEntity.bot_id.in_(shared))
        )

    async def _access_to(self, row: CredentialEntity) -> Access | None:
        if row.bot_id is None:
            return await workspace_access(self.session, self.person, row.workspace_id)
        reach = await bot_access(self.session, self.person, row.bot_id)
        return None if reach is None else reach.access

    def _record(self, verb: str, row: CredentialEntity, **values: Any) -> None:
        change = Change(
            action=f"credential.{verb}",
            subject_id=row.id,
            actor_id=self.person.person_id,
            workspace_id=row.workspace_id,
            bot_id=row.bot_id,
            **values,
        )
        record(self.session, change)


def _strategy(wanted: CredentialCreate) -> Strategy:
    if not takes(wanted.provider, wanted.strategy):
        raise _fault("strategy", "strategy", f"{wanted.provider} is not signed in to in this way")
    return STRATEGIES[wanted.strategy]


def _checked(strategy: Strategy, settings: Mapping[str, Any], secret: Mapping[str, SecretStr]) -> Unlocked:
    """Both as the strategy takes them; InvalidInput with every faulty field by path."""
    opened = {name: value.get_secret_value() for name, value in secret.items()}
    given = _model(strategy.secret, opened, "secret").model_dump(exclude_none=True)
    hand = Unlocked(settings=_model(strategy.settings, settings, "settings"), secret=given)
    missing = strategy.missing(hand)
    if missing:
        raise _fault(f"secret.{missing[0]}", "missing", "These settings need it")
    return hand


def _model(model: type[BaseModel], given: Mapping[str, Any], name: str) -> BaseModel:
    try:
        return model.model_validate(dict(given))
    except ValidationError as unfit:
        faults = unfit.errors(include_url=False, include_input=False, include_context=False)
        raise faulty(faults, "body", name, shape=model) from None


def _plain(settings: BaseModel) -> dict[str, Any]:
    return settings.model_dump(mode="json", exclude_defaults=True)


def _beside(row: CredentialEntity) -> tuple[Any, ...]:
    """Those it may be the default among."""
    same = CredentialEntity.bot_id.is_(None) if row.bot_id is None else CredentialEntity.bot_id == row.bot_id
    return (
        CredentialEntity.workspace_id == row.workspace_id,
        CredentialEntity.provider == row.provider,
        same,
    )


def _shown(row: CredentialEntity) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _SHOWN}


def _fault(path: str, code: str, message: str) -> InvalidInput:
    fault = {"path": f"body.{path}", "code": code, "message": message}
    return InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])


def _secret_needed() -> InvalidInput:
    fault = {
        "path": "body.secret",
        "code": "secret_needed",
        "message": "Give the secret again, since this changes where or how it is sent",
    }
    return InvalidInput("credential:secret_needed", "The secret is needed for this.", fields=[fault])
