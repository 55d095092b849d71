"""Bots, and their versions. What a bot says and does is changed in the editor and nowhere else."""

from typing import Any

from fastadmin import ActionResponseSchema, action
from sqlalchemy.ext.asyncio import AsyncSession

from app.authoring.administration.standing import move_bot
from app.storage.models import Bot, BotVersion, User, Workspace

from ..columns import called, shown
from ..doing import done
from ..section import Key, Section, within
from .access import BotAccessSection
from .dead_letters import DeadLettersSection
from .schedule import EmittersSection
from .talk import SessionsSection


class VersionsSection(Section):
    model = BotVersion
    verbose_name, verbose_name_plural, menu_section = "Version", "Versions", "Bots"
    keys = ("bot_id", "number")
    columns = (
        shown(BotVersion.number, "Number", filtered=True, wide=110),
        shown(called(Bot, BotVersion.bot_id), "Bot", "bot", searched=True),
        shown(BotVersion.note, "Note", filtered=True, searched=True, long=True),
        shown(
            BotVersion.sessions,
            "Running sessions",
            filtered=True,
            choices=("finish", "move", "restart"),
            wide=160,
        ),
        shown(called(User, BotVersion.author_id, "email"), "By", "author", searched=True),
        shown(BotVersion.created_at, "Published", filtered=True),
        shown(BotVersion.bot_id, "Bot's id", listed=False, filtered=True, searched=True),
        shown(BotVersion.author_id, "Author's id", listed=False, filtered=True),
    )
    ordering = ("-created_at",)


class BotsSection(Section):
    model = Bot
    verbose_name, verbose_name_plural, menu_section = "Bot", "Bots", "Bots"
    columns = (
        shown(Bot.name, "Name", filtered=True, searched=True, wide=240),
        shown(Bot.status, "State", filtered=True, choices=("active", "paused", "archived"), wide=110),
        shown(called(Workspace, Bot.workspace_id), "Workspace", "workspace", searched=True),
        shown(Bot.published_version, "Published", filtered=True, wide=120),
        shown(Bot.revision, "Revision", filtered=True, wide=110),
        shown(Bot.created_at, "Since", filtered=True),
        shown(Bot.updated_at, "Changed", filtered=True),
        shown(Bot.publish_needs_tests, "Published with green tests only", listed=False, filtered=True),
        shown(Bot.workspace_id, "Workspace's id", listed=False, filtered=True, searched=True),
        shown(Bot.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    inlines = (
        within(VersionsSection, "bot_id"),
        within(BotAccessSection, "bot_id"),
        within(SessionsSection, "bot_id"),
        within(EmittersSection, "bot_id"),
        within(DeadLettersSection, "bot_id"),
    )
    actions = ("pause", "resume", "archive")

    @action(description="Pause: answers nobody, messages wait")
    async def pause(self, ids: list[Any]) -> ActionResponseSchema:
        return await self._move(ids, "pause")

    @action(description="Resume, or take out of the archive")
    async def resume(self, ids: list[Any]) -> ActionResponseSchema:
        return await self._move(ids, "resume")

    @action(description="Archive")
    async def archive(self, ids: list[Any]) -> ActionResponseSchema:
        return await self._move(ids, "archive")

    async def _move(self, ids: list[Any], called_so: str) -> ActionResponseSchema:
        async def move(session: AsyncSession, key: Key) -> None:
            await move_bot(session, self.visit.person, key[0], called_so, self.visit.waker)

        return await done(self, ids, move, "done")
