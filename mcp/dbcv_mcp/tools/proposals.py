"""Edits that wait for a person: made on a branch of the draft, accepted or rejected in the editor."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from ..api import Api
from ..shapes import BotId, Cursor, Limit, Name, OperationId
from ..untrusted import cut
from .tool import Answer

_PARTS = 60
_FIELDS = 10
_LONGEST = 400
_SHOWN = ("title", "state", "revision", "base_revision", "draft_revision", "counts")

State = Literal["open", "accepted", "rejected", "withdrawn"]
ProposalId = Annotated[UUID, Field(description="From list_proposals.")]


async def create_proposal(
    api: Api,
    bot_id: BotId,
    title: Name,
    note: Annotated[str | None, Field(max_length=5000, description="Why, for the person.")] = None,
    operation_id: OperationId = None,
) -> Answer:
    """Begin a proposal: a branch of the draft for your edits. Name its id as `proposal` in further calls:
    they read, change and try the branch."""
    wanted = {"title": title, "note": note, "operation_id": operation_id}
    made = await api.post("bots", bot_id, "proposals", body=wanted)
    told = {"proposal": made["id"], "revision": made["revision"]}
    return told if made["is_new"] else told | {"done_before": True}


async def withdraw_proposal(api: Api, bot_id: BotId, proposal_id: ProposalId) -> Answer:
    """Take back a proposal of yours: nobody is asked about it any more. What was accepted of it stays."""
    told = await api.post("bots", bot_id, "proposals", proposal_id, "withdraw")
    return _short(told)


async def list_proposals(
    api: Api,
    bot_id: BotId,
    state: Annotated[State | None, Field(description="Only these.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Answer:
    """Proposals of a bot, open ones first, and what people made of them."""
    page = await api.get("bots", bot_id, "proposals", state=state, limit=limit, cursor=cursor)
    return {"items": [_short(one) for one in page["items"]], "next_cursor": page["next_cursor"]}


async def get_proposal(api: Api, bot_id: BotId, proposal_id: ProposalId) -> Answer:
    """What a proposal would change, by the parts a person decides on: `needs` other parts, `conflicts` with
    what people changed in the draft since."""
    proposal = await api.get("bots", bot_id, "proposals", proposal_id)
    difference = await api.get("bots", bot_id, "proposals", proposal_id, "difference")
    parts = [_part(one) for one in difference["parts"][:_PARTS]]
    left = len(difference["parts"]) - len(parts)
    told = {name: proposal[name] for name in _SHOWN} | {"parts": parts}
    return told | ({"left_out": left} if left else {})


def _short(proposal: dict[str, Any]) -> dict[str, Any]:
    by = proposal["token_name"] or proposal["author_name"]
    told = {"proposal": proposal["id"], **{name: proposal[name] for name in ("title", "state", "counts")}}
    return told | ({"by": by} if by else {})


def _part(part: dict[str, Any]) -> dict[str, Any]:
    told = {name: part[name] for name in ("part", "how", "needs") if part[name]}
    fields = [cut(one, _LONGEST) for one in part["fields"][:_FIELDS]]
    left = len(part["fields"]) - len(fields)
    told |= {"fields": fields} if fields else {}
    told |= {"fields_left_out": left} if left else {}
    met = [cut(_met(one), _LONGEST) for one in part["conflicts"][:_FIELDS]]
    return told | ({"conflicts": met} if met else {})


def _met(conflict: dict[str, Any]) -> dict[str, Any]:
    return {name: conflict[name] for name in ("code", "path", "theirs") if conflict[name] is not None}
