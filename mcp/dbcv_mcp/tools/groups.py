"""Single connection groups, of a step or of the bot."""

from ..api import Api
from ..changing import Place, adding, change, setting
from ..document.places import value_at
from ..issues import issues_within
from ..shapes import After, BaseRevision, BotId, DryRun, Fields, OfStep, Part, PartId, Proposal
from .tool import Answer


async def get_connection_group_info(
    api: Api, bot_id: BotId, group_id: PartId, step_id: OfStep = None, proposal: Proposal = None
) -> Answer:
    """A connection group whole, with its faults."""
    draft = await api.get("bots", bot_id, "draft", proposal=proposal)
    path = (*_groups(step_id), group_id)
    group, _ = value_at(draft["document"], path)
    return {"revision": draft["revision"], "group": group, "issues": issues_within(draft["issues"], path)}


async def create_connection_group(
    api: Api,
    bot_id: BotId,
    group: Part,
    step_id: OfStep = None,
    after: After = None,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Add a connection group to a step, or to the bot (tried before the step's own, at every message)."""
    return await change(
        api, Place(bot_id, proposal), adding(_groups(step_id), group, after), base_revision, dry_run=dry_run
    )


async def update_connection_group(
    api: Api,
    bot_id: BotId,
    group_id: PartId,
    fields: Fields,
    step_id: OfStep = None,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Change fields of a connection group; what is not named stays. connections.ID.to names one
    connection."""
    operations = setting((*_groups(step_id), group_id), fields)
    return await change(api, Place(bot_id, proposal), operations, base_revision, dry_run=dry_run)


async def delete_connection_group(
    api: Api,
    bot_id: BotId,
    group_id: PartId,
    step_id: OfStep = None,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Remove a connection group with its connections."""
    removal = [{"op": "remove", "path": [*_groups(step_id), group_id]}]
    return await change(api, Place(bot_id, proposal), removal, base_revision, dry_run=dry_run)


def _groups(step_id: str | None) -> tuple[str, ...]:
    return ("groups",) if step_id is None else ("steps", step_id, "groups")
