"""Which bots name an upload: in their drafts, and in the versions that run."""

from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Attachment, Bot, BotVersion, BundledTemplate, ConnectionGroup, Request, Step

type Usage = dict[str, Any]

_PATHS_MOST = 100  # of one document
_BOTS_MOST = 100


async def usages(session: AsyncSession, attachment: Attachment) -> list[Usage]:
    """`{bot_id, bot_name, version, paths}`, by the names of the bots; `version` null is the draft."""
    found: dict[tuple[str, str, int | None], set[str]] = {}
    async for bot_id, name, version, path in _places(session, attachment):
        found.setdefault((name, str(bot_id), version), set()).add(path)
    return [
        {"bot_id": bot_id, "bot_name": name, "version": version, "paths": sorted(paths)[:_PATHS_MOST]}
        for (name, bot_id, version), paths in sorted(found.items(), key=_order)[:_BOTS_MOST]
    ]


def _order(usage: tuple[tuple[str, str, int | None], set[str]]) -> tuple[str, str, int]:
    name, bot_id, version = usage[0]
    return name.casefold(), bot_id, version or 0


async def _places(
    session: AsyncSession, attachment: Attachment
) -> AsyncIterator[tuple[UUID, str, int | None, str]]:
    wanted = str(attachment.id)
    here = Bot.workspace_id == attachment.workspace_id
    for part, column, kind in _PARTS:
        named = select(Bot.id, Bot.name, part.key).join(part, part.bot_id == Bot.id)
        for bot_id, name, key in await session.execute(named.where(here, _names(column, wanted))):
            yield bot_id, name, None, f"{kind}.{key}"
    running = (BotVersion.bot_id == Bot.id) & (BotVersion.number == Bot.published_version)
    versions = select(Bot.id, Bot.name, BotVersion.number, BotVersion.document).join(BotVersion, running)
    async for bot_id, name, number, document in await session.stream(
        versions.where(here, _names(BotVersion.document, wanted))
    ):
        for path in _named_in(document, wanted, ()):
            yield bot_id, name, number, path


_PARTS: tuple[tuple[Any, Any, str], ...] = (
    (Step, Step.message, "steps"),
    (ConnectionGroup, ConnectionGroup.settings, "groups"),
    (Request, Request.settings, "requests"),
    (BundledTemplate, BundledTemplate.document, "templates"),
)


def _names(column: Any, wanted: str) -> Any:
    """The id as it is written in a document, or in a link of ours."""
    return cast(column, Text).contains(wanted)


def _named_in(value: Any, wanted: str, at: tuple[str, ...]) -> Iterator[str]:
    """The part that holds it: parts have ids."""
    if isinstance(value, str) and wanted in value:
        yield ".".join(at[:2])
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _named_in(part, wanted, (*at, str(key)))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            called = part.get("id") if isinstance(part, dict) else None
            yield from _named_in(part, wanted, (*at, str(called or place)))
