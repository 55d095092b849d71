"""Inspecting a draft with what is known of the place it runs in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.dependencies import ThisProcess
from app.engine import BotDocument, TemplateDocument
from app.engine.inspect import (
    Issue,
    KnownIntegration,
    Surroundings,
    code_to_read,
    inspect,
    inspect_parts,
)
from app.kit.api.computing import TheProcessors
from app.kit.computing import Computing
from app.kit.egress import EgressError, read_target
from app.kit.hosts import is_among
from app.storage.database import Database
from app.storage.models import Channel, CredentialEntity, Subscriber

from .code import Code, TheCode
from .exchange.files import files_in, files_of
from .presets import PRESETS
from .templates import workspace_templates

type Path = Sequence[str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a draft is inspected against; its code is read when it is."""

    bot_id: UUID
    templates: tuple[TemplateDocument, ...]
    surroundings: Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Ask it when the unit of work has ended: it waits for a processor, and nobody is to wait for that.

    `is_blocked` says of an address that requests to it are surely refused.
    """

    is_blocked: Callable[[str], bool]
    admits_proxy: Callable[[str], bool]
    integrations: Mapping[str, KnownIntegration]
    processors: Computing
    database: Database
    code: Code

    async def around(
        self,
        workspace_id: UUID,
        bot_id: UUID,
        document: BotDocument | None = None,
        bringing: Collection[UUID] = (),
    ) -> Around:
        """What is known of the place the bot runs in, read in a unit of work of its own; of the files of the
        workspace only those the document names, and those that come along with it."""
        async with self.database.unit_of_work() as session:
            known = Surroundings(
                integrations=self.integrations,
                presets=PRESETS,
                files=await _files(session, workspace_id, document, bringing),
                is_blocked=self.is_blocked,
                admits_proxy=self.admits_proxy,
            )
            return Around(
                bot_id=bot_id,
                templates=await workspace_templates(session, workspace_id),
                surroundings=await with_place(session, known, workspace_id, bot_id),
            )

    async def whole(self, around: Around, document: BotDocument) -> list[Issue]:
        """All issues of the draft, errors first."""
        known = (around.templates, await self._with_code(around, document, None))
        return await self.processors.run(inspect, document, *known)

    async def parts(self, around: Around, document: BotDocument, touched: Sequence[Path]) -> list[Issue]:
        """Those of the parts that paths of changes lead to."""
        known = (around.templates, await self._with_code(around, document, touched))
        return await self.processors.run(inspect_parts, document, touched, *known)

    async def _with_code(
        self, around: Around, document: BotDocument, touched: Sequence[Path] | None
    ) -> Surroundings:
        """Read before it is asked for: no thread that computes waits for the sandbox."""
        sources = await self.processors.run(code_to_read, document, touched)
        if not sources:
            return around.surroundings
        return replace(around.surroundings, read_code=await self.code.read(around.bot_id, sources))


async def with_place(
    session: AsyncSession, known: Surroundings, workspace_id: UUID, bot_id: UUID
) -> Surroundings:
    """With the credentials the bot may use, and the channels it speaks through."""
    credentials = await _credentials(session, workspace_id, bot_id)
    return replace(
        known,
        credentials=frozenset(one.name for one in credentials),
        providers={one.name: one.provider for one in credentials},
        defaults=frozenset(one.provider for one in credentials if one.is_default),
        channels=await _channels(session, bot_id),
        may_send=_may_send({**_of_defaults(credentials), **{one.name: one.hosts for one in credentials}}),
    )


async def _credentials(session: AsyncSession, workspace_id: UUID, bot_id: UUID) -> Sequence[Any]:
    """(name, provider, is_default, hosts, bot_id) of those the bot may use."""
    found = await session.execute(
        select(
            CredentialEntity.name,
            CredentialEntity.provider,
            CredentialEntity.is_default,
            CredentialEntity.hosts,
            CredentialEntity.bot_id,
        ).where(
            CredentialEntity.workspace_id == workspace_id,
            or_(CredentialEntity.bot_id.is_(None), CredentialEntity.bot_id == bot_id),
        )
    )
    return found.all()


def _of_defaults(credentials: Sequence[Any]) -> dict[str, Sequence[str]]:
    """Hosts by the word of the service a request may name; the bot's default goes before the workspace's."""
    defaults = sorted((one for one in credentials if one.is_default), key=lambda one: one.bot_id is not None)
    return {one.provider: one.hosts for one in defaults}


def _may_send(hosts: Mapping[str, Sequence[str]]) -> Callable[[str, str], bool]:
    """Of a credential's name and an address, which may end where a placeholder begins."""

    def may_send(name: str, address: str) -> bool:
        try:
            return is_among(read_target(address).place, hosts[name])
        except EgressError:
            return True  # no address at all, which is said of it elsewhere

    return may_send


async def _files(
    session: AsyncSession, workspace_id: UUID, document: BotDocument | None, bringing: Collection[UUID]
) -> frozenset[str] | None:
    if document is None:
        return None
    named = files_in(document)
    there = await files_of(session, workspace_id, named) if named else []
    return frozenset(map(str, (*bringing, *(file.id for file in there))))


async def _channels(session: AsyncSession, bot_id: UUID) -> frozenset[str]:
    """The kinds of those the bot speaks through."""
    entered = select(Subscriber.channel_id).where(Subscriber.member_id == bot_id)
    there = or_(Channel.default_bot_id == bot_id, Channel.id.in_(entered))
    return frozenset(await session.scalars(select(Channel.kind).where(there).distinct()))


def _inspector(request: Request, process: ThisProcess, processors: TheProcessors, code: TheCode) -> Inspector:
    egress = request.app.state.egress
    return Inspector(
        is_blocked=egress.surely_refuses,
        admits_proxy=egress.admits_proxy,
        integrations=request.app.state.integrations,
        processors=processors,
        database=process.database,
        code=code,
    )


Inspecting = Annotated[Inspector, Depends(_inspector)]
