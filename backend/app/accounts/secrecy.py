"""What of a scope is secret: shown as MASK, written, never read (flow-language.md 2)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine.masking import MASK, Secrets
from app.engine.paths import Path, parse_path
from app.engine.secret_values import read_at, replaced_at, secret_paths_in
from app.engine.variables import Scopes
from app.kit import clock
from app.storage.models import Bot, BotVersion
from app.storage.selecting import AnySelect

type Root = dict[str, Any]


async def secret_paths(
    session: AsyncSession, scope: str, *, bot_id: UUID | None = None, workspace_id: UUID | None = None
) -> tuple[Path, ...]:
    """Paths within the scope that the bot, or any bot of the workspace, calls secret: in its draft, or in
    the version that runs."""
    which = Bot.id == bot_id if bot_id is not None else Bot.workspace_id == workspace_id
    running = select(BotVersion.document["secrets"]).join(
        Bot, (Bot.id == BotVersion.bot_id) & (Bot.published_version == BotVersion.number)
    )
    drafts: AnySelect = select(Bot.head["secrets"])
    found: dict[Path, None] = {}
    for statement in (drafts.where(which), running.where(which)):
        for secrets in await session.scalars(statement):
            found |= dict.fromkeys(secret_paths_in(scope, secrets or ()))
    return tuple(found)


async def secret_values(
    session: AsyncSession, bot_id: UUID, version: int | None, roots: dict[str, Root]
) -> list[Any]:
    """Values in the scopes of a conversation that a version of the bot, or its draft, calls secret."""
    here = (BotVersion.bot_id == bot_id, BotVersion.number == version)
    named = await session.scalar(select(BotVersion.document["secrets"]).where(*here))
    drafted = await session.scalar(select(Bot.head["secrets"]).where(Bot.id == bot_id))
    scopes = Scopes(roots, now=clock.now())
    paths = [parse_path(name) for name in (*(named or ()), *(drafted or ())) if isinstance(name, str)]
    return [scopes.read(path) for path in paths if path is not None]


def masked(root: Root, paths: Iterable[Path]) -> Root:
    """The variables as they are shown: secret ones and every copy of their values masked."""
    here = [path for path in paths if read_at(root, path) is not None]
    shown: Any = Secrets([read_at(root, path) for path in here]).mask(root)
    for path in here:
        shown = replaced_at(shown, path, MASK)
    return shown


def restored(given: Any, shown: Any, stored: Any) -> Any:
    """What is given, where it was sent back as it was shown as it is stored."""
    if given == shown and type(given) is type(shown):
        return stored
    if isinstance(given, dict) and isinstance(shown, dict) and isinstance(stored, dict):
        return {
            key: restored(value, shown[key], stored[key]) if key in shown and key in stored else value
            for key, value in given.items()
        }
    if isinstance(given, list) and isinstance(shown, list) and len(given) == len(shown):
        return [restored(*three) for three in zip(given, shown, stored, strict=True)]
    return given
