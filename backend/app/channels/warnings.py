"""Why nobody answers in a channel that takes messages all the same."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Bot, Channel, Subscriber


class ChannelWarning(BaseModel):
    """`code`: `channel:no_bot` or `channel:not_published`."""

    code: str
    message: str
    message_ru: str


NO_BOT = ChannelWarning(
    code="channel:no_bot",
    message="No bot is in this channel: what is said here is kept, and nobody answers.",
    message_ru="В этом канале нет бота: сообщения сохраняются, но никто не отвечает.",
)
NOT_PUBLISHED = ChannelWarning(
    code="channel:not_published",
    message="Its bot is not published yet: what is said here is kept, and nobody answers.",
    message_ru="Бот этого канала ещё не опубликован: сообщения сохраняются, но никто не отвечает.",
)


async def warnings_of(session: AsyncSession, channels: Sequence[Channel]) -> dict[UUID, list[ChannelWarning]]:
    """By channel; the bot that counts is the default one, or any in it where there is none."""
    published = await _published(session, channels)
    return {channel.id: _warnings(published.get(channel.id, [])) for channel in channels}


def _warnings(published: list[bool]) -> list[ChannelWarning]:
    if not published:
        return [NO_BOT]
    return [] if any(published) else [NOT_PUBLISHED]


async def _published(session: AsyncSession, channels: Sequence[Channel]) -> dict[UUID, list[bool]]:
    """Whether each of a channel's bots is published."""
    is_published = Bot.published_version.is_not(None)
    defaults = (
        select(Channel.id, is_published)
        .join(Bot, Bot.id == Channel.default_bot_id)
        .where(Channel.id.in_([one.id for one in channels if one.default_bot_id is not None]))
    )
    added = (
        select(Subscriber.channel_id, is_published)
        .join(Bot, Bot.id == Subscriber.member_id)
        .where(
            Subscriber.kind == "bot",
            Subscriber.channel_id.in_([one.id for one in channels if one.default_bot_id is None]),
        )
    )
    found: dict[UUID, list[bool]] = {}
    for channel_id, is_there in await session.execute(defaults.union_all(added)):
        found.setdefault(channel_id, []).append(is_there)
    return found
