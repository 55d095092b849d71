"""Changing many parts at once."""

from typing import Annotated

from pydantic import Field

from ..api import Api
from ..changing import Place, change
from ..document.layout import moves
from ..shapes import BaseRevision, BotId, Change, DryRun, Proposal
from .tool import Answer


async def apply_changes(
    api: Api,
    bot_id: BotId,
    operations: Annotated[list[Change], Field(min_length=1, max_length=2000)],
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Do operations in their order, all or none. Paths name parts by id. add: a new part into a list (id made
    where left out); set: a value or a whole part, null removes a key; remove; move (after, to); order: a
    whole list anew. `issues` are the faults of the parts that were touched."""
    wanted = [one.as_json() for one in operations]
    return await change(api, Place(bot_id, proposal), wanted, base_revision, dry_run=dry_run)


async def layout(
    api: Api,
    bot_id: BotId,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Arrange the steps on the canvas in columns, from the first one on. Touches positions only. On a
    proposal each step that moves is one more for the person to look at."""
    draft = await api.get("bots", bot_id, "draft", proposal=proposal)
    operations = moves(draft["document"])
    if not operations:
        return {"revision": draft["revision"], "moved": 0}
    told = await change(api, Place(bot_id, proposal), operations, draft["revision"], dry_run=dry_run)
    return {"revision": told["revision"], "moved": len(operations)}
