"""A proposal as people may see it: without values that were called secret since it branched off."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Bot

from ..bots import steady_bot
from ..changes import Operation, Path, from_json
from ..changes.withholding import Withheld, withhold
from ..draft import Draft, read_draft
from .branch import read_branch
from .repository import steady

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """What is seen through it has MASK in the place of secrets."""

    withheld: Withheld

    def value(self, path: Path, value: Any) -> Any:
        """What stands at a path of the document."""
        return self.withheld.without([Operation(op="set", path=path, value=value)])[0].value

    def conflict(self, told: Json) -> Json:
        """One of those `/changes` tells, with what the proposal wants."""
        yours = self.withheld.without([from_json(told["yours"])])[0]
        return told | {"yours": yours.as_json()}

    def draft(self, draft: Draft) -> Draft:
        if not self.withheld.values:
            return draft
        variables = self.withheld.variables
        return Draft(
            document=draft.document | {"variables": variables},
            parsed=draft.parsed.model_copy(update={"variables": variables}),
            size=draft.size,
        )


def glass(document: Json, head: Json) -> Glass:
    """For a proposal's document, with what the `head` of the draft says by now."""
    secrets = [*document.get("secrets", ()), *head.get("secrets", ())]
    return Glass(withheld=withhold({"variables": document.get("variables") or {}, "secrets": secrets}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is looked at: the draft of a bot, or a proposal's branch of it, at its own revision."""

    bot: Bot
    draft: Draft
    revision: int


async def draft_or_branch(session: AsyncSession, bot_id: UUID, proposal_id: UUID | None) -> Seen:
    """The draft where no proposal is named; NotFound `proposal:not_found`."""
    bot = await steady_bot(session, bot_id)
    if proposal_id is None:
        draft = await read_draft(session, bot)
        return Seen(bot=bot, draft=draft, revision=bot.revision)
    proposal = await steady(session, bot_id, proposal_id)
    branch = await read_branch(session, proposal)
    shown = glass(branch.document, bot.head).draft(branch)
    return Seen(bot=bot, draft=shown, revision=proposal.revision)
