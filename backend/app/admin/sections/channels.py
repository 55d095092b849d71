"""Where people reach bots. Secrets of channels are told by no column: only whether there is one."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.channels.changing import change_and_tell
from app.channels.schemas import ChannelChange
from app.storage.models import Bot, Channel, Workspace

from ..bodies import body
from ..columns import called, shown
from ..section import Key, Section, within
from .talk import SessionsSection


class ChannelsSection(Section):
    model = Channel
    verbose_name, verbose_name_plural, menu_section = "Channel", "Channels", "Channels"
    columns = (
        shown(Channel.name, "Name", filtered=True, searched=True, writable=True, wide=240),
        shown(Channel.kind, "Kind", filtered=True, choices=("web", "webhook", "telegram"), wide=110),
        shown(Channel.is_public, "Open to everybody", filtered=True, writable=True, wide=160),
        shown(Channel.is_group, "Group", filtered=True, wide=100),
        shown(called(Bot, Channel.default_bot_id), "Bot", "bot", searched=True),
        shown(called(Workspace, Channel.workspace_id), "Workspace", "workspace", searched=True),
        shown(Channel.created_at, "Since", filtered=True),
        shown(
            Channel.default_bot_id,
            "Bot that answers",
            listed=False,
            filtered=True,
            writable=True,
            chosen_from="Bot",
        ),
        shown(Channel.allowed_origins, "Sites", listed=False),
        shown(Channel.settings, "Settings", listed=False),
        shown(Channel.secret.is_not(None), "Has a secret", "has_secret", listed=False),
        shown(Channel.old_secret_until, "The old secret is good until", listed=False),
        shown(Channel.workspace_id, "Workspace's id", listed=False, filtered=True, searched=True),
        shown(Channel.updated_at, "Changed", listed=False),
        shown(Channel.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    inlines = (within(SessionsSection, "channel_id"),)

    async def alter(self, session: AsyncSession, key: Key, changed: dict[str, Any]) -> None:
        visit = self.visit
        wanted = body(ChannelChange, changed)
        await change_and_tell(session, visit.person, visit.channels, key[0], wanted)
