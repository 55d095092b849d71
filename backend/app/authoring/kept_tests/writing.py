"""The tests of a draft, read and changed by where they stand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access, Principal

from ..bots import locked_bot
from ..changes import Operation, Terms, change
from ..draft import read_draft
from ..proposals.shown import draft_or_branch
from ..seen import SeenRevision

type Edit = Callable[[list[Any]], Operation]
"""What is to be done to the draft, told by the tests there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The tests of the draft at a revision, as they are written there."""

    revision: int
    tests: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """Of bots, for one person. `seen`: the revision of the draft they decided by, None where they do not
    say."""

    session: AsyncSession
    person: Principal
    seen: int | None = None

    async def read(self, bot_id: UUID, proposal: UUID | None = None) -> Kept:
        """Of the draft, or of a proposal; for those who may see the bot."""
        await require_bot(self.session, self.person, bot_id, Access.VIEWER)
        found = await draft_or_branch(self.session, bot_id, proposal)
        return Kept(revision=found.revision, tests=list(found.draft.document.get("tests", ())))

    async def edit(self, bot_id: UUID, edit: Edit) -> Kept:
        """Done as a change like any other; Conflict `change:conflict` where somebody changed a test since
        the revision that was seen."""
        await require_bot(self.session, self.person, bot_id, Access.EDITOR)
        bot = await locked_bot(self.session, bot_id)
        operation = edit(list((await read_draft(self.session, bot)).document.get("tests", ())))
        terms = Terms(author_id=self.person.person_id, base_revision=self.seen)
        changed = await change(self.session, bot_id, [operation], terms)
        return Kept(revision=changed.revision, tests=list(changed.draft.document.get("tests", ())))


def _tests(work: Work, person: Developer, seen: SeenRevision) -> Tests:
    return Tests(session=work, person=person, seen=seen)


def _kept(work: Work, person: Developer) -> Tests:
    return Tests(session=work, person=person)


TheTests = Annotated[Tests, Depends(_tests)]
KeptOnes = Annotated[Tests, Depends(_kept)]
"""To be read: nothing is decided."""
