"""What one socket is told: every change of the draft in order, turns while it keeps up, locks and people as
they are."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from app.storage.models import Bot

from ..changes.history import changes_since, has_gap
from ..changes.schemas import ChangeRead
from .backlog import Backlog, LeftOut
from .frames import turn_frames
from .news import News
from .parts import LiveParts

PAGE = 20  # changes read at once: each may be large
PEOPLE_EVERY = 0.25  # seconds between two looks who is where

type Frame = dict[str, Any]
type Send = Callable[[Frame], Awaitable[None]]


class Telling:
    """Behind from the beginning: changes after `revision` come first. They are read from the history and
    never kept, so however slow the reader is none is lost."""

    def __init__(self, parts: LiveParts, bot_id: UUID, revision: int, send: Send) -> None:
        self._parts = parts
        self._bot_id = bot_id
        self._revision = revision
        self._send = send
        self._backlog = Backlog()
        self._behind = True
        self._news = asyncio.Event()
        self._news.set()
        self._moved = asyncio.Event()
        self._heard: dict[str, Callable[[News], None]] = {
            "changed": self._changed,
            "turn": self._backlog.add_turn,
            "lock": self._backlog.add_lock,
            "proposal": self._backlog.add_proposal,
            "proposals": self._backlog.forget_proposals,
            "presence": self._presence,
            "missed": self._missed,
        }

    def hear(self, news: News) -> None:
        """What is of no kind we know is not told."""
        heard = self._heard.get(news.kind)
        if heard is not None:
            heard(news)
            self._news.set()

    def hear_of_draft(self, news: News) -> None:
        """As `hear`, for who may not read what people say."""
        if news.kind != "turn":
            self.hear(news)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while await self._tell_next():
                pass

    async def show_people(self) -> None:
        """Beside `run`: however often they move, who is where is told now and then."""
        while True:
            await self._moved.wait()
            self._moved.clear()
            await self._send({"type": "presence", "people": await self._parts.people.present(self._bot_id)})
            await asyncio.sleep(PEOPLE_EVERY)

    async def _tell_next(self) -> bool:
        if self._behind:
            self._behind = False
            await self._catch_up()
        elif self._backlog.locks_unknown:
            self._backlog.locks_unknown = False
            await self._send({"type": "locks", "locks": await self._parts.people.locks(self._bot_id)})
        elif self._backlog.proposals_unknown:
            self._backlog.proposals_unknown = False
            await self._send({"type": "proposals"})
        else:
            following = self._backlog.next()
            for frame in _frames_of(following):
                await self._send(frame)
            return following is not None
        return True

    async def _catch_up(self) -> None:
        """Every change behind the last one that was sent, in order, none left out; a `gap` where they are no
        longer kept: then the draft is to be read anew, which is at least at that revision."""
        more = True
        while more:
            async with self._parts.database.unit_of_work() as session:
                newest = await session.scalar(select(Bot.revision).where(Bot.id == self._bot_id)) or 0
                rows, more = await changes_since(session, self._bot_id, self._revision, PAGE)
            if has_gap(self._revision, newest, rows):
                await self._send({"type": "gap", "revision": newest})
                rows, more, self._revision = [], True, newest
            for row in rows:
                await self._send({"type": "changes", **ChangeRead.of(row).model_dump(mode="json")})
                self._revision = row.revision

    def _changed(self, _: News) -> None:
        self._behind = True

    def _presence(self, _: News) -> None:
        self._moved.set()

    def _missed(self, _: News) -> None:
        self._behind = True
        self._backlog.leave_out(None)
        self._backlog.forget_locks()
        self._moved.set()


def _frames_of(following: News | LeftOut | None) -> list[Frame]:
    if following is None:
        return []
    if isinstance(following, LeftOut):
        return [{"type": "missed", "traces": following.traces}]
    if following.kind == "turn":
        return turn_frames(following.payload)
    return [msgspec.json.decode(following.payload)]
