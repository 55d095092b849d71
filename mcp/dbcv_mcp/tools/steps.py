"""Single steps."""

from ..api import Api
from ..changing import Place, adding, change, setting
from ..document.places import segments, value_at
from ..document.ways import all_ways, path_of
from ..issues import issue_of
from ..shapes import After, BaseRevision, BotId, DryRun, Fields, Part, Proposal, StepId
from .tool import Answer


async def get_step_info(api: Api, bot_id: BotId, step_id: StepId, proposal: Proposal = None) -> Answer:
    """A step whole, with what leads to it and its faults."""
    draft = await api.get("bots", bot_id, "draft", proposal=proposal)
    step, _ = value_at(draft["document"], ("steps", step_id))
    incoming = [path_of(way.step, way.group) for way in all_ways(draft["document"]) if way.to == step_id]
    return {
        "revision": draft["revision"],
        "step": step,
        "is_first": draft["document"].get("first_step") == step_id,
        "from": list(dict.fromkeys(incoming)),
        "issues": [issue_of(one) for one in draft["issues"] if one["step"] == step_id],
    }


async def create_step(
    api: Api,
    bot_id: BotId,
    step: Part,
    after: After = None,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Add a step. For several at once, or connections among them, use apply_changes."""
    return await change(
        api, Place(bot_id, proposal), adding(("steps",), step, after), base_revision, dry_run=dry_run
    )


async def update_step(
    api: Api,
    bot_id: BotId,
    step_id: StepId,
    fields: Fields,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Change fields of a step; what is not named stays. message is replaced whole unless dotted."""
    operations = setting(("steps", *segments([step_id])), fields)
    return await change(api, Place(bot_id, proposal), operations, base_revision, dry_run=dry_run)


async def delete_step(
    api: Api,
    bot_id: BotId,
    step_id: StepId,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Remove a step with its groups. Connections that led to it become faults: `left_open` names them."""
    document = (await api.get("bots", bot_id, "draft", proposal=proposal))["document"]
    removal = [{"op": "remove", "path": ["steps", step_id]}]
    told = await change(api, Place(bot_id, proposal), removal, base_revision, dry_run=dry_run)
    open_ways = [path_of(way.step, way.group) for way in all_ways(document) if way.to == step_id != way.step]
    return told | {"left_open": list(dict.fromkeys(open_ways))}
