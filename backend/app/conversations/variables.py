"""What a conversation sees of variables, and which of their values are not to be shown."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.secrecy import secret_values
from app.engine.masking import Secrets
from app.storage.models import Bot, BotVariables, ChannelVariables, Session, UserVariables

type Roots = dict[str, dict[str, Any]]


async def variables_of(session: AsyncSession, found: Session) -> Roots:
    """Every stored scope of a conversation as it is now, unmasked."""
    workspace = select(Bot.workspace_id).where(Bot.id == found.bot_id).scalar_subquery()
    mine = (UserVariables.person_id == found.person_id, UserVariables.workspace_id == workspace)
    stored = {
        "user": await session.scalar(select(UserVariables.variables).where(*mine)),
        "channel": await session.scalar(
            select(ChannelVariables.variables).where(ChannelVariables.channel_id == found.channel_id)
        ),
        "bot": await session.scalar(
            select(BotVariables.variables).where(BotVariables.bot_id == found.bot_id)
        ),
    }
    state: dict[str, Any] = found.state or {}
    return {"session": state.get("variables", {}), **{name: root or {} for name, root in stored.items()}}


async def secrets_of(session: AsyncSession, found: Session, roots: Roots) -> Secrets:
    """What is secret by the version the conversation runs on, or by the draft."""
    return Secrets(await secret_values(session, found.bot_id, (found.state or {}).get("version"), roots))
