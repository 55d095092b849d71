"""What could not be handled. What people wrote in it is shown to nobody, as in the API."""

from typing import Any

from fastadmin import ActionResponseSchema, action
from sqlalchemy.ext.asyncio import AsyncSession

from app.authoring.letters import replay_letter
from app.kit.errors import NotFound
from app.storage.models import Bot, DeadLetter

from ..columns import called, shown
from ..doing import done
from ..section import Key, Section


class DeadLettersSection(Section):
    model = DeadLetter
    verbose_name, verbose_name_plural, menu_section = "Dead letter", "Dead letters", "Bots"
    columns = (
        shown(DeadLetter.created_at, "Set aside", filtered=True, wide=190),
        shown(DeadLetter.kind, "Kind", filtered=True, choices=("event", "delivery"), wide=110),
        shown(called(Bot, DeadLetter.bot_id), "Bot", "bot", searched=True),
        shown(DeadLetter.error, "Error", filtered=True, searched=True, long=True, wide=360),
        shown(DeadLetter.attempts, "Attempts", filtered=True, wide=110),
        shown(DeadLetter.replayed_at.is_(None), "Open", "is_open", filtered=True, wide=90),
        shown(DeadLetter.replayed_at, "Replayed", filtered=True),
        shown(DeadLetter.session_id, "Session", listed=False, filtered=True, searched=True),
        shown(DeadLetter.thread_id, "Thread", listed=False, filtered=True),
        shown(DeadLetter.bot_id, "Bot's id", listed=False, filtered=True, searched=True),
        shown(DeadLetter.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    actions = ("replay",)

    @action(description="Replay: handle or carry them again")
    async def replay(self, ids: list[Any]) -> ActionResponseSchema:
        """As `dbcv dead-letters replay` does it."""
        return await done(self, ids, self._replay, "replayed")

    async def _replay(self, session: AsyncSession, key: Key) -> None:
        letter = await session.get(DeadLetter, key[0])
        if letter is None:
            raise NotFound("dead_letter:not_found", "There is no such dead letter.")
        await replay_letter(session, self.visit.person.person_id, letter, self.visit.waker)
