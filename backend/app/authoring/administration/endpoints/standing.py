"""/bots/{id}/pause, resume, archive, unarchive, duplicate."""

from uuid import UUID

from app.accounts.dependencies import Developer, Work
from app.kit.api import ApiRouter, errors

from ...schemas import BotRead
from ...waking import Waking
from ..schemas import Duplicate
from ..standing import duplicate, move_bot

router = ApiRouter(prefix="/bots", tags=["bots"])


@router.post("/{bot_id}/pause", responses=errors(409))
async def pause_bot(bot_id: UUID, person: Developer, session: Work, waking: Waking) -> BotRead:
    """The bot answers nobody until it is resumed; what people say meanwhile is stored and waits."""
    return BotRead.of(await move_bot(session, person, bot_id, "pause", waking))


@router.post("/{bot_id}/resume")
async def resume_bot(bot_id: UUID, person: Developer, session: Work, waking: Waking) -> BotRead:
    """The bot answers again, first what has waited; an archived one comes back."""
    return BotRead.of(await move_bot(session, person, bot_id, "resume", waking))


@router.post("/{bot_id}/archive")
async def archive_bot(bot_id: UUID, person: Developer, session: Work, waking: Waking) -> BotRead:
    """The bot stops, and lists leave it out unless they are asked for `status=archived`. Nothing is lost."""
    return BotRead.of(await move_bot(session, person, bot_id, "archive", waking))


@router.post("/{bot_id}/unarchive")
async def unarchive_bot(bot_id: UUID, person: Developer, session: Work, waking: Waking) -> BotRead:
    """The same as resume."""
    return BotRead.of(await move_bot(session, person, bot_id, "resume", waking))


@router.post("/{bot_id}/duplicate", status_code=201, responses=errors(413))
async def duplicate_bot(
    bot_id: UUID, person: Developer, session: Work, wanted: Duplicate | None = None
) -> BotRead:
    """A new bot with the same draft; versions, conversations, variables and shares are not copied."""
    chosen = wanted or Duplicate()
    return BotRead.of(await duplicate(session, person, bot_id, chosen.name, chosen.workspace_id))
