"""Single HTTP requests of a bot. No tool here sends one."""

from ..api import Api
from ..changing import Place, adding, change, setting
from ..document.places import value_at
from ..document.ways import all_groups, path_of
from ..issues import issues_within
from ..shapes import BaseRevision, BotId, DryRun, Fields, Part, PartId, Proposal
from .tool import Answer


async def get_request_info(api: Api, bot_id: BotId, request_id: PartId, proposal: Proposal = None) -> Answer:
    """A request whole, the groups that send it, and its faults."""
    draft = await api.get("bots", bot_id, "draft", proposal=proposal)
    document = draft["document"]
    path = ("requests", request_id)
    request, _ = value_at(document, path)
    return {
        "revision": draft["revision"],
        "request": request,
        "sent_by": [
            path_of(step, group) for step, group in all_groups(document) if group.get("request") == request_id
        ],
        "issues": issues_within(draft["issues"], path),
    }


async def create_request(
    api: Api,
    bot_id: BotId,
    request: Part,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Add a request; a group of type response with `request: ID` sends it when the bot runs."""
    return await change(
        api, Place(bot_id, proposal), adding(("requests",), request, None), base_revision, dry_run=dry_run
    )


async def update_request(
    api: Api,
    bot_id: BotId,
    request_id: PartId,
    fields: Fields,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Change fields of a request; what is not named stays."""
    operations = setting(("requests", request_id), fields)
    return await change(api, Place(bot_id, proposal), operations, base_revision, dry_run=dry_run)


async def delete_request(
    api: Api,
    bot_id: BotId,
    request_id: PartId,
    base_revision: BaseRevision = None,
    dry_run: DryRun = False,
    proposal: Proposal = None,
) -> Answer:
    """Remove a request. Groups that sent it become faults (check)."""
    removal = [{"op": "remove", "path": ["requests", request_id]}]
    return await change(api, Place(bot_id, proposal), removal, base_revision, dry_run=dry_run)
