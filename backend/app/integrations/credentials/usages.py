"""Who names a credential: bots of its workspace, in their drafts and in the versions that run."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Bot, BotVersion, ConnectionGroup, CredentialEntity, Request, Step

_PATHS_MOST = 100  # of one document


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """`version` None: the draft."""

    bot_id: UUID
    bot_name: str
    version: int | None
    paths: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "bot_id": str(self.bot_id),
            "bot_name": self.bot_name,
            "version": self.version,
            "paths": list(self.paths),
        }


async def usages(session: AsyncSession, credential: CredentialEntity) -> list[Usage]:
    """By the names of the bots."""
    places = [*await _in_drafts(session, credential), *await _in_versions(session, credential)]
    return sorted(places, key=lambda one: (one.bot_name.casefold(), str(one.bot_id), one.version or 0))


async def _in_drafts(session: AsyncSession, credential: CredentialEntity) -> list[Usage]:
    requests = select(Bot.id, Bot.name, Request.key).join(Request, Request.bot_id == Bot.id)
    groups = (
        select(Bot.id, Bot.name, ConnectionGroup.key, Step.key)
        .join(ConnectionGroup, ConnectionGroup.bot_id == Bot.id)
        .outerjoin(Step, Step.id == ConnectionGroup.step_id)
    )
    found: dict[tuple[UUID, str], list[str]] = {}
    for bot_id, name, key in await session.execute(
        requests.where(*_bots(credential), Request.settings["credential"].as_string().in_(_words(credential)))
    ):
        found.setdefault((bot_id, name), []).append(f"requests.{key}")
    named = ConnectionGroup.settings["credential"].as_string() == credential.name
    for bot_id, name, key, step in await session.execute(groups.where(*_bots(credential), named)):
        path = f"groups.{key}" if step is None else f"steps.{step}.groups.{key}"
        found.setdefault((bot_id, name), []).append(path)
    return [
        Usage(bot_id=bot_id, bot_name=name, version=None, paths=tuple(sorted(paths)[:_PATHS_MOST]))
        for (bot_id, name), paths in found.items()
    ]


async def _in_versions(session: AsyncSession, credential: CredentialEntity) -> list[Usage]:
    """Read one at a time: a document may have megabytes."""
    running = (BotVersion.bot_id == Bot.id) & (BotVersion.number == Bot.published_version)
    document, words = cast(BotVersion.document, Text), _words(credential)
    mentions = or_(*(document.contains(_as_written(word), autoescape=True) for word in words))
    statement = select(Bot.id, Bot.name, BotVersion.number, BotVersion.document).join(BotVersion, running)
    found: list[Usage] = []
    async for row in await session.stream(statement.where(*_bots(credential), mentions)):
        paths = tuple(sorted(set(_named_in(row[3], words, ())))[:_PATHS_MOST])
        if paths:
            found.append(Usage(bot_id=row[0], bot_name=row[1], version=row[2], paths=paths))
    return found


def _words(credential: CredentialEntity) -> tuple[str, ...]:
    """What a request names it by."""
    return (credential.name, credential.provider) if credential.is_default else (credential.name,)


def _bots(credential: CredentialEntity) -> tuple[Any, ...]:
    """Those that may use it."""
    within = Bot.workspace_id == credential.workspace_id
    return (within,) if credential.bot_id is None else (within, Bot.id == credential.bot_id)


def _as_written(name: str) -> str:
    """A piece of the name that stands in JSON as it is, however the rest is escaped."""
    return max(
        "".join(part if part.isalnum() and part.isascii() else " " for part in name).split(" "), key=len
    )


def _named_in(value: Any, words: tuple[str, ...], at: tuple[str, ...]) -> Iterator[str]:
    """Groups name it by its own name only."""
    if isinstance(value, dict):
        if at and value.get("credential") in (words if at[-2:-1] == ("requests",) else words[:1]):
            yield ".".join(at)
        for key, part in value.items():
            yield from _named_in(part, words, (*at, str(key)))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            called = part.get("id") if isinstance(part, dict) else None
            yield from _named_in(part, words, (*at, str(called or place)))
