"""A channel's secrets for vouching: changed with an overlap, and asked for when a token comes."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.clock import now
from app.kit.errors import InvalidInput, NotFound
from app.kit.sealing import Sealer
from app.storage.models import Channel

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouching:
    """Of one web channel: what signs now, and what still does."""

    workspace_id: UUID
    secrets: tuple[bytes, ...]


async def vouching_of(session: AsyncSession, channel_id: UUID, sealer: Sealer) -> Vouching:
    """NotFound for whatever vouches for nobody: no such channel, another kind, no secret."""
    channel = await session.scalar(select(Channel).where(Channel.id == channel_id, Channel.kind == "web"))
    if channel is None or channel.secret is None:
        raise NotFound("channel:not_found", "There is no such channel.")
    sealed = [channel.secret]
    if channel.old_secret is not None and channel.old_secret_until and channel.old_secret_until > now():
        sealed.append(channel.old_secret)
    return Vouching(workspace_id=channel.workspace_id, secrets=tuple(sealer.open(one) for one in sealed))


def renew_secret(channel: Channel, sealer: Sealer, overlap: timedelta) -> tuple[str, datetime | None]:
    """A new secret, and until when the old one is good too."""
    if channel.kind != "web":
        raise InvalidInput("channel:not_web", "Only a web channel has a secret made for it.")
    made = secrets.token_urlsafe(SECRET_BYTES)
    until = now() + overlap if channel.secret is not None and overlap else None
    channel.old_secret, channel.old_secret_until = (channel.secret, until) if until else (None, None)
    channel.secret = sealer.seal(made.encode())
    return made, until
