"""Which document is tried: the draft of a bot, a version of it, or the branch of a proposal."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument
from app.kit.errors import InvalidInput

from .proposals.shown import draft_or_branch
from .versions import document_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """The draft where both are None."""

    number: int | None = None
    proposal: UUID | None = None


def played_with(version: str | int, proposal: UUID | None) -> Played:
    """`version`: a number, or `draft`; InvalidInput `proposal:or_version`."""
    number = None if version == "draft" else int(version)
    if number is not None and proposal is not None:
        raise InvalidInput("proposal:or_version", "Name a version or a proposal, not both.")
    return Played(number=number, proposal=proposal)


async def document_played(session: AsyncSession, bot_id: UUID, played: Played) -> BotDocument:
    """NotFound where there is no such version or proposal."""
    if played.proposal is not None:
        return (await draft_or_branch(session, bot_id, played.proposal)).draft.parsed
    return await document_of(session, bot_id, played.number)
